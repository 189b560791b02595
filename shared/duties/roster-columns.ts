import type { Sheet } from '#shared/text/sheet'

/** Which column holds what, by the spellings other systems and hand-made rosters use (D§11.1 fields). */
export const importFields = [
  'name', 'gender', 'ethnicity', 'idNumber', 'birth', 'education', 'grade', 'branch', 'joined', 'becameFull', 'jobTitle', 'workplace', 'phone', 'landline',
  'address', 'standing', 'away', 'awayPlace', 'group', 'unit', 'posts', 'nativePlace', 'startedWork', 'note',
] as const
export type ImportField = (typeof importFields)[number]

export const fieldNames: Readonly<Record<ImportField, string>> = {
  name: '姓名', gender: '性别', ethnicity: '民族', idNumber: '公民身份证号', birth: '出生日期', education: '学历', grade: '人员类别', branch: '所在党支部', joined: '加入党组织日期',
  becameFull: '转为正式党员日期', jobTitle: '工作岗位', workplace: '工作单位', phone: '手机', landline: '固定电话', address: '家庭住址', standing: '党籍状态', away: '是否流动', awayPlace: '流动去向',
  group: '党小组', unit: '成员单位', posts: '党内职务', nativePlace: '籍贯', startedWork: '参加工作时间', note: '备注',
}

const spellings: Readonly<Record<ImportField, readonly string[]>> = {
  name: ['姓名', '党员姓名', '名字', '姓名全称', '党员'],
  gender: ['性别'],
  ethnicity: ['民族', '民族名称'],
  idNumber: ['公民身份证号', '公民身份号码', '公民身份证号码', '居民身份证号码', '居民身份证号', '身份证号码', '身份证号', '身份证', '身份号码', '证件号码', '证件号'],
  birth: ['出生日期', '出生年月', '出生年月日', '出生时间', '生日'],
  education: ['学历', '文化程度', '最高学历', '学历学位', '全日制学历', '学历情况'],
  grade: ['人员类别', '党员类别', '党员类型', '党员身份', '类别', '人员类型'],
  branch: ['所在党支部', '所在支部', '党支部', '支部', '支部名称', '党支部名称', '所属党支部', '所属支部', '所在党组织', '所属党组织', '党组织名称', '组织关系所在党支部', '所在党支部名称'],
  joined: ['加入党组织日期', '加入党组织时间', '入党时间', '入党日期', '入党年月', '加入中共组织日期', '加入中国共产党日期', '加入党组织年月'],
  becameFull: ['转为正式党员日期', '转为正式党员时间', '转正时间', '转正日期', '转正年月', '转为正式党员年月', '成为正式党员日期'],
  jobTitle: ['工作岗位', '单位及职务', '工作单位及职务', '单位职务', '现任职务', '行政职务', '职务', '岗位', '职业', '职务职称', '现任职务名称'],
  workplace: ['工作单位', '单位', '单位名称', '所在单位', '部门', '所在部门', '工作部门', '科室'],
  phone: ['手机', '手机号码', '手机号', '移动电话', '联系方式', '联系电话', '联系手机', '电话', '电话号码', '本人联系电话'],
  landline: ['固定电话', '座机', '办公电话', '单位电话', '住宅电话', '家庭电话', '联系电话', '电话'],
  address: ['家庭住址', '家庭地址', '住址', '现居住地', '居住地', '现住址', '常住地址', '居住地址', '通讯地址', '联系地址', '户籍地'],
  standing: ['党籍状态', '党员状态', '党籍'],
  away: ['是否流动', '是否流动党员', '流动党员', '是否为流动党员'],
  awayPlace: ['流动去向', '流向', '外出流向', '外出地点', '流入地', '外出地', '流动地'],
  group: ['党小组', '所在党小组', '党小组名称', '所属党小组', '小组'],
  unit: ['成员单位', '所属单位', '所在成员单位', '组成单位'],
  posts: ['党内职务', '党内职务名称', '支部职务', '党支部职务', '党内任职'],
  nativePlace: ['籍贯'],
  startedWork: ['参加工作时间', '参加工作日期', '参加工作年月', '工作时间'],
  note: ['备注', '说明', '备注说明'],
}
/** Known and left out on purpose: they follow from other fields, or are only a line number. */
const derived: Readonly<Record<string, string>> = { 序号: '行号，不用导入', 编号: '行号，不用导入', 年龄: '由出生日期算', 党龄: '由转正日期算' }

const byTitle = new Map<string, readonly ImportField[]>()
for (const field of importFields) for (const title of spellings[field]) byTitle.set(title, [...(byTitle.get(title) ?? []), field])

export type Column = {
  readonly index: number
  /** As it stands in the file. */
  readonly title: string
  readonly field: ImportField | null
  /** Why it is not used. */
  readonly why: string
}
export type Header = {
  /** Index of the row the names stand in, and of the first data row below it. */
  readonly row: number
  readonly firstData: number
  readonly columns: readonly Column[]
  /** Where each field stands. */
  readonly places: ReadonlyMap<ImportField, number>
}

/** `*姓　名（必填）：` is 姓名. */
export function plainTitle(cell: string): string {
  return cell.normalize('NFKC').replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/gu, '').replace(/[\s*:;,.、。·/_\-—"'“”]/gu, '')
}

const isNameTitle = (cell: string) => cell !== '' && byTitle.get(plainTitle(cell))?.[0] === 'name' && plainTitle(cell) !== '党员'
const fieldsOf = (cell: string) => byTitle.get(plainTitle(cell)) ?? []
/** Titles, merged rows and notes may stand above the header, but not hundreds of them. */
const searched = 60

/** The header with most known columns; null when none of the first rows has 姓名. */
export function findHeader(rows: Sheet['rows']): Header | null {
  let best: { readonly row: number; readonly known: number } | null = null
  for (const [row, cells] of rows.slice(0, searched).entries()) {
    if (!cells.some(isNameTitle)) continue
    const known = cells.filter((cell) => fieldsOf(cell).length > 0).length
    if (best === null || known > best.known) best = { row, known }
  }
  if (best === null) return null
  const top = rows[best.row] ?? []
  const below = rows[best.row + 1] ?? []
  // 联系电话 merged over 手机 and 固定电话: a second line of the header, where 姓名 has nothing.
  const nameAt = top.findIndex(isNameTitle)
  const said = below.filter((cell) => cell.trim() !== '')
  const twoLines = said.length > 0 && (below[nameAt] ?? '').trim() === '' && said.every((cell) => fieldsOf(cell).length > 0)
  const titles = twoLines ? Array.from({ length: Math.max(top.length, below.length) }, (_, index) => ((below[index] ?? '').trim() === '' ? (top[index] ?? '') : (below[index] ?? ''))) : top
  const columns = recognise(titles)
  return { row: best.row, firstData: best.row + (twoLines ? 2 : 1), columns, places: new Map(columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index]]))) }
}

function recognise(titles: readonly string[]): readonly Column[] {
  const taken = new Map<ImportField, number>()
  // A title with one meaning goes first, so that 联系电话 leaves 手机 its place and becomes the fixed line.
  const order = titles.map((title, index) => ({ title, index, fields: title.trim() === '' ? [] : fieldsOf(title) })).sort((a, b) => a.fields.length - b.fields.length || a.index - b.index)
  const columns = order.map(({ title, index, fields }): Column => {
    const field = fields.find((candidate) => !taken.has(candidate))
    if (field !== undefined) {
      taken.set(field, index)
      return { index, title, field, why: '' }
    }
    const [first] = fields
    const rival = first === undefined ? undefined : titles[taken.get(first) ?? -1]
    const why = first !== undefined ? `和“${(rival ?? '').trim()}”一列重了，没有用` : (derived[plainTitle(title)] ?? '不认识这一列，没有用')
    return { index, title, field: null, why }
  })
  return columns.filter((column) => column.title.trim() !== '').sort((a, b) => a.index - b.index)
}

/** The header printed again on every page of a long roster. */
export function isHeaderAgain(cells: readonly string[], header: Header): boolean {
  return isNameTitle(cells[header.places.get('name') ?? -1] ?? '')
}

/** The sheet of a workbook that looks most like a roster: its index, or null when none has 姓名. Visible sheets come first in the file. */
export function pickSheet(sheets: readonly Sheet[]): number | null {
  let best: { readonly index: number; readonly known: number } | null = null
  for (const [index, sheet] of sheets.entries()) {
    const header = findHeader(sheet.rows)
    const known = header === null ? 0 : header.columns.filter((column) => column.field !== null).length
    const filled = header !== null && sheet.rows.slice(header.firstData).some((row) => row.some((cell) => cell.trim() !== ''))
    const score = known + (filled ? 100 : 0)
    if (known > 0 && (best === null || score > best.known)) best = { index, known: score }
  }
  return best?.index ?? null
}

/** The header of an empty roster to fill in. */
export function rosterTemplate(): readonly string[] {
  const asked: readonly ImportField[] = ['name', 'gender', 'ethnicity', 'idNumber', 'birth', 'nativePlace', 'education', 'startedWork', 'grade', 'joined', 'becameFull', 'group', 'posts', 'workplace', 'jobTitle', 'phone', 'landline', 'address', 'standing', 'away', 'note']
  return asked.map((field) => fieldNames[field])
}
