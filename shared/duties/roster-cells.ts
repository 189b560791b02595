import { posts as allPosts, type Member } from '#shared/model/member'
import { idCheckCharacter, plainIdNumber, readIdNumber } from '#shared/text/id-number'
import { normaliseName } from '#shared/text/names'
import { readPartialDate, type PartialDate } from '#shared/text/partial-date'
import type { Sheet } from '#shared/text/sheet'
import { fieldNames, type Header, type ImportField } from './roster-columns'
import type { Grade, Personal, Post } from './roster-member'

/**
 * One line of a sheet, read. The rule: who somebody is and when something was must be right, so a name, an ID number or a date that
 * cannot be read refuses the line. A word of a closed list (性别, 人员类别, 党内职务 …) that is not known is kept: it goes to 备注 word for word.
 */
export type LineFacts = {
  readonly line: number
  readonly name: string
  readonly personal: Partial<Personal>
  readonly joined: PartialDate | null
  readonly becameFull: PartialDate | null
  readonly grade: Grade | null
  readonly standing: Member['standings'][number]['standing'] | null
  /** 留党察看, written where the standing is. */
  readonly watched: boolean
  readonly away: boolean | null
  readonly awayPlace: string
  readonly group: string
  readonly unit: string
  readonly posts: readonly Post[] | null
  readonly branch: string
  /** Why the line cannot be imported; empty when it can. */
  readonly walls: readonly string[]
  /** What was not understood or looks odd, said beside the line. */
  readonly notes: readonly string[]
  /** For 备注: what was written where a known word was expected. */
  readonly kept: readonly string[]
}

/** What can only be told from the whole column. */
export type ColumnFacts = {
  /** Most ID numbers end in 000 though they are text: the file was saved after a spreadsheet had cut them. */
  readonly idsCut: boolean
  /** Date columns where a `.10` stands: there `2010.1` is January, not a cut October. */
  readonly tens: ReadonlySet<ImportField>
}

const dateFields = ['birth', 'joined', 'becameFull', 'startedWork'] as const

export function columnFacts(sheet: Sheet, header: Header): ColumnFacts {
  const rows = sheet.rows.slice(header.firstData)
  const column = (field: ImportField) => header.places.get(field)
  const idAt = column('idNumber')
  // By chance one number in a thousand ends so and passes the check; where a spreadsheet cut them, all do.
  const ids = idAt === undefined || sheet.numeric !== undefined ? [] : rows.map((row) => plainIdNumber(row[idAt] ?? '')).filter((id) => /^\d{18}$/.test(id))
  const cut = ids.filter((id) => id.endsWith('000')).length
  const tens = dateFields.filter((field) => {
    const at = column(field)
    return at !== undefined && rows.some((row) => /^\s*\d{4}\.10\s*$/.test((row[at] ?? '').normalize('NFKC')))
  })
  return { idsCut: cut > 1 && cut * 2 > ids.length, tens: new Set(tens) }
}

const genders: Readonly<Record<string, '男' | '女'>> = { 男: '男', 女: '女', 男性: '男', 女性: '女', 1: '男', 2: '女', '1男性': '男', '2女性': '女' }
const grades: Readonly<Record<string, Grade>> = { 正式党员: 'full', 正式: 'full', 中共党员: 'full', 中共正式党员: 'full', 预备党员: 'probationary', 预备: 'probationary', 中共预备党员: 'probationary' }
/** People who stand in the same lists and are no members (D§11.1): the roster holds members, so their lines stay out. */
const notMembers = /群众|积极分子|发展对象|申请人|团员|民主党派|无党派/u
const standings: Readonly<Record<string, Member['standings'][number]['standing']>> = {
  正常: 'normal', 留党察看: 'normal', 恢复: 'normal', 恢复党籍: 'normal', 停止党籍: 'suspended', 停止: 'suspended', 已停止党籍: 'suspended', 除名: 'removed', 已除名: 'removed', 开除: 'expelled', 开除党籍: 'expelled',
  已开除党籍: 'expelled', 转出: 'left', 已转出: 'left', 去世: 'deceased', 死亡: 'deceased', 已去世: 'deceased', 已故: 'deceased',
}
const yesNo: Readonly<Record<string, boolean>> = { 是: true, 有: true, 流动: true, 流动党员: true, 外出: true, y: true, yes: true, '1': true, 否: false, 无: false, 不是: false, 非流动: false, n: false, no: false, '0': false }
const noPost = new Set(['', '无', '普通党员', '党员', '群众', '正式党员', '预备党员', '-', '—', '/'])
/** How a blank is written. */
const emptyMarks = new Set(['', '-', '--', '—', '——', '/', '\\', '无', '不详', '#N/A', '#REF!', '#VALUE!'])

export function readLine(sheet: Sheet, header: Header, row: number, column: ColumnFacts): LineFacts {
  const cells = sheet.rows[row] ?? []
  const walls: string[] = []
  const notes: string[] = []
  const kept: string[] = []
  const at = (field: ImportField) => header.places.get(field) ?? -1
  const isNumber = (field: ImportField) => sheet.numeric?.[row]?.[at(field)]
  const raw = (field: ImportField) => {
    const cell = cells[at(field)] ?? ''
    return cell === '' ? '' : cell.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/gu, '').trim()
  }
  const text = (field: ImportField) => {
    const whole = raw(field)
    const value = whole.includes('\n') ? whole.replace(/\s*\n\s*/gu, ' ') : whole
    return emptyMarks.has(value) ? '' : value
  }
  const word = <T>(field: ImportField, known: Readonly<Record<string, T>>): T | null => {
    const value = text(field)
    if (value === '') return null
    const key = value.normalize('NFKC').replace(/[\s.、-]/gu, '').toLowerCase()
    if (Object.hasOwn(known, key)) return known[key] ?? null
    notes.push(`${fieldNames[field]}写的是“${value}”，没有认出，记在备注里`)
    kept.push(`${fieldNames[field]}：${value}`)
    return null
  }
  const date = (field: (typeof dateFields)[number]): PartialDate | null => {
    const value = text(field)
    if (value === '') return null
    if (/^\d{4}\.1$/.test(value.normalize('NFKC')) && (isNumber(field) ?? !column.tens.has(field))) {
      // A number cell cannot tell 2010.1 from 2010.10.
      walls.push(`${fieldNames[field]}“${value}”分不清是 1 月还是 10 月：表格把 ${value}0 也存成 ${value}，写成 ${value.slice(0, 4)}年1月 或 ${value.slice(0, 4)}年10月`)
      return null
    }
    const reading = readPartialDate(value)
    if (reading.ok) return reading.date
    walls.push(`${fieldNames[field]}：${reading.why}`)
    return null
  }

  const name = normaliseName(raw('name'))
  if (name === '') walls.push('没有姓名')
  const personal: { -readonly [F in keyof Personal]?: Personal[F] } = {}
  for (const field of ['ethnicity', 'nativePlace', 'education', 'workplace', 'jobTitle', 'phone', 'landline', 'address', 'note'] as const) {
    const value = field === 'note' ? raw(field) : text(field)
    const most = field === 'note' ? 20_000 : 500
    if (value.length > most) walls.push(`${fieldNames[field]}太长，有 ${value.length} 个字，最多 ${most} 个`)
    else if (value !== '') personal[field] = value
  }
  if (name.length > 500) walls.push('姓名太长')
  if (/^\d(\.\d+)?e\+?\d+$/iu.test(personal.phone ?? '')) {
    walls.push('手机号被表格存成了科学记数，号码已经丢了：把这一列改成“文本”，重新填上')
  }
  const gender = word('gender', genders)
  if (gender !== null) personal.gender = gender
  const birth = date('birth')
  if (birth !== null) personal.birth = birth
  const startedWork = date('startedWork')
  if (startedWork !== null) personal.startedWork = startedWork
  readId()

  const standing = word('standing', standings)
  const postCell = text('posts')
  return {
    line: row + 1, name, personal, walls, notes, kept, standing, watched: text('standing') === '留党察看',
    joined: date('joined'), becameFull: date('becameFull'), grade: readGrade(), away: word('away', yesNo), awayPlace: shortText('awayPlace'),
    group: shortText('group'), unit: shortText('unit'), branch: text('branch'), posts: at('posts') < 0 || postCell === '' ? null : readPosts(postCell),
  }

  function readGrade(): Grade | null {
    const value = text('grade').normalize('NFKC').replace(/\s/gu, '')
    if (!notMembers.test(value)) return word('grade', grades)
    walls.push(`人员类别是“${value}”，不是党员，不进党员名册`)
    return null
  }

  function shortText(field: ImportField): string {
    const value = text(field)
    if (value.length <= 500) return value
    walls.push(`${fieldNames[field]}太长，有 ${value.length} 个字，最多 500 个`)
    return ''
  }

  function readId(): void {
    const value = text('idNumber')
    if (value === '') return
    const lost = '身份证号被表格存成了数字，后几位已经丢了：把这一列改成“文本”，重新填上'
    const plain = plainIdNumber(value)
    if ((isNumber('idNumber') === true && plain.length > 15) || (column.idsCut && /^\d{15}000$/.test(plain))) {
      walls.push(lost)
      return
    }
    const reading = readIdNumber(value)
    if (!reading.ok) {
      walls.push(/^\d{15}000$/.test(plain) && idCheckCharacter(plain) !== '0' ? lost : reading.why)
      return
    }
    personal.idNumber = reading.number
  }

  function readPosts(value: string): readonly Post[] {
    const found: Post[] = []
    for (const part of value.normalize('NFKC').split(/[、,;/\n]|兼(?:任)?|\s+/u).map((piece) => piece.trim())) {
      const short = part.replace(/^(?:中共)?(?:党总支|党支部|支部|党委|支委会?|党支部委员会)/u, '').replace(/\(.*\)$/u, '')
      if (noPost.has(part) || short === '') continue
      const post = allPosts.find((known) => known === short) ?? (short === '组长' || short === '小组长' ? '党小组长' : short === '纪律检查委员' ? '纪检委员' : short === '支委' ? '委员' : undefined)
      if (post !== undefined) {
        if (!found.includes(post)) found.push(post)
        continue
      }
      notes.push(`${fieldNames.posts}写的是“${part}”，没有认出，记在备注里`)
      kept.push(`${fieldNames.posts}：${part}`)
    }
    return found
  }
}
