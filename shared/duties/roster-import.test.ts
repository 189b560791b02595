import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberSchema, type Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { idCheckCharacter } from '#shared/text/id-number'
import type { Sheet } from '#shared/text/sheet'
import { asOf } from './roster'
import { findHeader, pickSheet, rosterTemplate } from './roster-columns'
import { correctEvent, recordEvent, strikeEvent } from './roster-events'
import { confirmImport, dryRunImport, type ImportDryRun } from './roster-import'
import { isWellFormed } from './roster-intervals'
import { addMember, type MemberInput } from './roster-member'
import { one, stepOf, testContext } from './testing'

const context = testContext({ today: '2026-12-08', seq: 3 })
const organisation: Organisation = {
  id: '20000000-0000-4000-8000-000000000001', kind: 'organisation', rev: 4, schema: 1, rulePack: 'current@1', createdSeq: 1, name: '中共某市水务局机关第一支部委员会', shortName: '一支部', type: '党支部', sector: '党政机关', superior: '', fondsName: '',
  fondsCode: '', era: 'current', founded: null, telephone: '', supervisionPhone: '', address: '', sample: false, terms: [], groups: [{ id: '10000000-0000-4000-8000-000000000001', name: '第一党小组' }], units: [],
}
const member = (input: MemberInput): Member => one(addMember(context, [], input), 'member')
const sheetOf = (rows: readonly (readonly string[])[], numeric?: readonly (readonly boolean[])[]): Sheet => ({ name: 'Sheet1', rows, ...(numeric === undefined ? {} : { numeric }) })
const run = (rows: readonly (readonly string[])[], members: readonly Member[] = [], numeric?: readonly (readonly boolean[])[]) => dryRunImport(context, sheetOf(rows, numeric), members, organisation)
/** line, outcome and why of each row, short to compare. */
const lines = (dryRun: ImportDryRun) => dryRun.rows.map((row) => `${row.line} ${row.name} ${row.outcome}${row.why === '' ? '' : `: ${row.why}`}`)
function idOf(order: number, birth = '19800101'): string {
  const body = `110105${birth}${String(order).padStart(3, '0')}`
  return body + idCheckCharacter(body)
}
const digits15 = '身份证号被表格存成了数字，后几位已经丢了：把这一列改成“文本”，重新填上'
function applied(dryRun: ImportDryRun, members: readonly Member[]): readonly Member[] {
  const after = new Map(members.map((one) => [one.id, one]))
  for (const change of stepOf(confirmImport(dryRun)).records) if (change.after?.kind === 'member') after.set(change.after.id, change.after)
  return [...after.values()]
}

test('the sixteen columns of the national form, under a title and a merged row', () => {
  const dryRun = run([
    ['某市水务局党员信息采集表'], [], ['填表日期：2026年12月', '', '', '单位：人'],
    ['序号', '姓名', '性 别', '民族', '公民身份证号\n（18位）', '出生日期', '学历', '人员类别*', '所在党支部', '加入党组织日期', '转为正式党员日期', '工作岗位', '手机', '固定电话', '家庭住址', '党籍状态', '是否失联', '党龄'],
    ['1', '王　丽', '女', '汉族', '11010519491231002x', '1949.12', '大学', '正式党员', '第一支部', '1970.07', '197107', '退休', '13900000000', '010-1', '东街 1 号', '正常', '否', '55'],
    ['2', ...Array.from({ length: 17 }, () => '')],
    ['3', '张三', '男', '回', '', '1998年8月', '', '预备党员', '第一支部', '2026年3月12日', '', '科员', '', '', '', '', '', ''],
  ])
  expect(dryRun).toMatchObject({ headerLine: 4, skipped: 1, counts: { add: 2, change: 0, same: 0, refuse: 0 }, otherBranches: [] })
  expect(dryRun.columns.map((column) => column.field)).toEqual([null, 'name', 'gender', 'ethnicity', 'idNumber', 'birth', 'education', 'grade', 'branch', 'joined', 'becameFull', 'jobTitle', 'phone', 'landline', 'address', 'standing', null, null])
  expect(dryRun.columns.filter((column) => column.field === null).map((column) => column.why)).toEqual(['行号，不用导入', '不认识这一列，没有用', '由转正日期算'])
  expect(dryRun.rows[0]?.record).toMatchObject({ name: '王丽', gender: '女', idNumber: '11010519491231002X', birth: '1949-12', joined: '1970-07', becameFull: '1971-07', phone: '13900000000', grades: [{ grade: 'probationary' }, { from: '1971-07', grade: 'full' }] })
  expect(dryRun.rows[1]?.record).toMatchObject({ name: '张三', birth: '1998-08', joined: '2026-03-12', becameFull: null, grades: [{ grade: 'probationary' }] })
})

test.each([
  [['党员姓名', '居民身份证号码', '出生年月', '入党日期', '转正时间', '党员类别', '单位及职务', '手机号码', '办公电话', '现居住地', '党内职务', '所在党小组', '籍贯', '参加工作时间', '流动党员'], ['name', 'idNumber', 'birth', 'joined', 'becameFull', 'grade', 'jobTitle', 'phone', 'landline', 'address', 'posts', 'group', 'nativePlace', 'startedWork', 'away']],
  [['姓名', '身份证', '联系电话', '手机'], ['name', 'idNumber', 'landline', 'phone']],
  [['姓名', '联系电话', '备注'], ['name', 'phone', 'note']],
  [['姓名', '入党时间', '入党日期'], ['name', 'joined', null]],
])('headers %j', (titles, fields) => {
  expect(findHeader([titles])?.columns.map((column) => column.field)).toEqual(fields)
})

test('a header of two lines, and the header again on each page', () => {
  const dryRun = run([['姓名', '联系电话', '', '党员'], ['', '手机', '固定电话', '人员类别'], ['张三', '139', '010', '正式'], ['姓 名', '联系电话', '', ''], ['李四', '138', '', '预备']])
  expect(lines(dryRun)).toEqual(['3 张三 add', '5 李四 add'])
  expect(dryRun.rows[0]?.record).toMatchObject({ phone: '139', landline: '010' })
  expect(dryRun.skipped).toBe(1)
})

test('the template is read by the reader, and the right sheet is picked', () => {
  const template = rosterTemplate()
  expect(findHeader([template])?.columns.every((column) => column.field !== null)).toBe(true)
  expect(pickSheet([{ name: '说明', rows: [['怎么填'], ['姓名', '写全']] }, { name: '名册', rows: [template, ['张三']] }, { name: '空', rows: [template] }])).toBe(1)
  expect(pickSheet([{ name: '表', rows: [['民族', '性别']] }])).toBeNull()
  expect(run([['民族', '性别'], ['汉', '男']])).toMatchObject({ headerLine: null, rows: [] })
})

test('ID numbers: lost digits, bad check, old ones', () => {
  const rows = [['姓名', '身份证号'], ['甲', '110105194912310000'], ['乙', '110105194912310021'], ['丙', '110105491231002'], ['丁', '1.10105E+17'], ['戊', '11010519490230002X'], ['己', '11010519491231002X']]
  expect(lines(run(rows, [], rows.map((row, at) => row.map((_, column) => at === 1 && column === 1))))).toEqual([
    `2 甲 refuse: ${digits15}`, '3 乙 refuse: 身份证号最后一位对不上，多半有一位写错了，对着证件再看一遍', '4 丙 refuse: 这是 15 位的老身份证号，换成 18 位的', `5 丁 refuse: ${digits15}`,
    '6 戊 refuse: 身份证号中间的出生日期没有这一天，对着证件再看一遍', '7 己 add',
  ])
  // A number that by chance passes the check is still a number: its digits are lost.
  const chance = Array.from({ length: 400 }, (_, day) => `1101051970${String((day % 12) + 1).padStart(2, '0')}${String((day % 28) + 1).padStart(2, '0')}0`).map((head) => `${head}00`).find((head) => idCheckCharacter(head) === '0') ?? ''
  expect(chance).toHaveLength(17)
  expect(lines(run([['姓名', '身份证号'], ['甲', `${chance}0`]], [], [[], [false, true]]))).toEqual([`2 甲 refuse: ${digits15}`])
  expect(lines(run([['姓名', '身份证号'], ['甲', `${chance}0`]], [], [[], [false, false]]))).toEqual(['2 甲 add'])
  // In .csv nobody says what was a number: two such endings are no chance.
  expect(lines(run([['姓名', '身份证号'], ['甲', `${chance}0`], ['乙', '110105194912310000']]))).toEqual([`2 甲 refuse: ${digits15}`, `3 乙 refuse: ${digits15}`])
})

test('dates that do not exist, cannot be read, or lost their zero', () => {
  const rows = [['姓名', '入党时间', '转正时间'], ['甲', '2010.02.30', ''], ['乙', '去年', ''], ['丙', '2010.1', ''], ['丁', '2010-07', '2009-07'], ['戊', '40360', ''], ['己', '不详', '—'], ['庚', '2010.10', '']]
  const said = lines(run(rows, [], rows.map((row) => row.map((cell) => /^[\d.]{5,6}$/.test(cell)))))
  expect(said).toEqual([
    '2 甲 refuse: 加入党组织日期：没有“2010.02.30”这一天', '3 乙 refuse: 加入党组织日期：看不出“去年”是哪一天，写成 2010.7.1 这样',
    '4 丙 refuse: 加入党组织日期“2010.1”分不清是 1 月还是 10 月：表格把 2010.10 也存成 2010.1，写成 2010年1月 或 2010年10月', '5 丁 refuse: 转正日期（2009年7月）早于入党日期（2010年7月）',
    '6 戊 refuse: 加入党组织日期：看不出“40360”是哪一天，写成 2010.7.1 这样', '7 己 add', '8 庚 add',
  ])
  // As text, and where another cell of the column keeps its .10, January is January.
  expect(run(rows, [], rows.map((row) => row.map(() => false))).rows[2]?.record?.joined).toBe('2010-01')
  expect(run(rows).rows[2]?.record?.joined).toBe('2010-01')
  expect(run(rows.slice(0, 4)).rows[2]?.outcome).toBe('refuse')
})

test('words that are not known are kept in 备注, said, and not imported twice', () => {
  const rows = [['姓名', '性别', '人员类别', '党内职务', '备注'], ['张三', 'M', '在职', '支部书记、特别顾问', '老党员']]
  const first = run(rows)
  expect(first.rows[0]?.notes).toEqual(['性别写的是“M”，没有认出，记在备注里', '人员类别写的是“在职”，没有认出，记在备注里', '党内职务写的是“特别顾问”，没有认出，记在备注里', '没有人员类别和转正日期，按正式党员导入'])
  const [made] = applied(first, [])
  expect(made).toMatchObject({ gender: '', posts: [{ post: '书记' }] })
  for (const words of ['老党员', '性别：M', '人员类别：在职', '党内职务：特别顾问']) expect(made?.note).toContain(words)
  expect(lines(run(rows, made === undefined ? [] : [made]))).toEqual(['2 张三 same'])
})

test.each(['群众', '积极分子', '入党积极分子', '发展对象', '入党申请人', '共青团员'])('a line of somebody who is no member (%s) is refused with the reason, new or known', (grade) => {
  const rows = [['姓名', '人员类别', '手机'], ['张三', grade, '13900000000'], ['李四', '正式党员', '']]
  expect(lines(run(rows))).toEqual([`2 张三 refuse: 人员类别是“${grade}”，不是党员，不进党员名册`, '3 李四 add'])
  expect(lines(run(rows, [member({ name: '张三', joined: '2010', becameFull: '2011' })]))[0]).toBe(`2 张三 refuse: 人员类别是“${grade}”，不是党员，不进党员名册`)
})

test('the same person twice in the file: both lines are named', () => {
  const said = lines(run([['姓名', '身份证号', '出生日期'], ['甲', idOf(1), ''], ['乙', idOf(1), ''], ['丙', '', '1980-05'], ['丙', '', '1980.5.6'], ['丁', '', ''], ['丁', '', '1970'], ['戊', idOf(2), ''], ['戊', idOf(3), ''], ['己', '', '1970'], ['己', '', '1971']]))
  expect(said).toEqual(['2 甲 refuse: 第 2、3 行是同一个人，留一行', '3 乙 refuse: 第 2、3 行是同一个人，留一行', '4 丙 refuse: 第 4、5 行是同一个人，留一行', '5 丙 refuse: 第 4、5 行是同一个人，留一行', '6 丁 refuse: 第 6、7 行是同一个人，留一行', '7 丁 refuse: 第 6、7 行是同一个人，留一行', '8 戊 add', '9 戊 add', '10 己 add', '11 己 add'])
})

test('who is who: by number, by name and birth, by the name alone', () => {
  const roster = [
    member({ name: '甲', idNumber: idOf(1), joined: '2010', becameFull: '2011' }), member({ name: '乙', birth: '1980-05', joined: '2010', becameFull: '2011' }), member({ name: '丙', joined: '2010', becameFull: '2011' }),
    member({ name: '丁', birth: '1970', joined: '2010', becameFull: '2011' }), member({ name: '丁', birth: '1975', joined: '2010', becameFull: '2011' }),
  ]
  const dryRun = run([['姓名', '身份证号', '出生年月', '民族'], ['甲新', idOf(1), '', '汉'], ['乙', idOf(5, '19800520'), '', '汉'], ['丙', '', '', '汉'], ['丁', '', '', '汉'], ['丁', '', '1975.3', '汉'], ['甲', idOf(9), '', '汉']].filter((_, index) => index !== 4), roster)
  expect(lines(dryRun)).toEqual(['2 甲新 change', '3 乙 change', '4 丙 change', '5 丁 change', '6 甲 add'])
  expect(dryRun.rows.map((row) => row.before?.name ?? null)).toEqual(['甲', '乙', '丙', '丁', null])
  expect(dryRun.rows[0]?.notes).toEqual(['身份证号和名册里的甲一样，姓名不同，核对是不是改了名'])
  expect(dryRun.rows[1]?.changes).toContainEqual({ field: 'birth', name: '出生日期', from: '1980年5月', to: '1980年5月20日' })
  expect(dryRun.rows[2]?.notes).toEqual(['只凭姓名对上的，核对是不是同一个人'])
  expect(dryRun.rows[3]?.before?.birth).toBe('1975')
  expect(lines(run([['姓名', '民族'], ['丁', '汉']], roster))).toEqual(['2 丁 refuse: 名册里有 2 位丁，分不清是哪一位，写上身份证号或出生日期'])
})

test('an empty cell empties nothing, a coarser date replaces no finer one, standing is never moved', () => {
  const before = member({ name: '甲', birth: '1980-05-06', phone: '139', joined: '2010-07-01', becameFull: '2011-07-05', groupId: organisation.groups[0]?.id ?? null })
  const titles = ['姓名', '出生年月', '手机', '入党时间', '转正时间', '党籍状态', '人员类别']
  expect(lines(run([titles, ['甲', '1980.05', '', '2010', '2011.07', '正常', '正式党员']], [before]))).toEqual(['2 甲 same'])
  const odd = run([titles, ['甲', '', '138', '2010-07-02', '', '停止党籍', '预备党员']], [before]).rows[0]
  expect(odd).toMatchObject({ outcome: 'change', changes: [{ field: 'phone', from: '139', to: '138' }, { field: 'joined', from: '2010年7月1日', to: '2010年7月2日' }] })
  expect(odd?.notes).toEqual(['只凭姓名对上的，核对是不是同一个人', '党籍状态写的是停止党籍，名册里是正常：状态没有改，要在名册里记一笔', '人员类别写的是预备党员，名册里已经转正：没有改'])
  expect(odd?.record?.standings).toEqual([{ from: '2010-07-02', to: null, standing: 'normal' }])
  const left = one(recordEvent(context, before, { type: 'transferOut', on: '2020-01-01', counterpart: '二支部' }), 'member')
  expect(run([titles, ['甲', '', '138', '', '', '', '']], [left]).rows[0]).toMatchObject({ outcome: 'refuse', why: '名册里甲的党籍状态是转出，回来了就在名册里记一笔转入，不能导入' })
  expect(lines(run([titles, ['乙', '', '', '', '', '去世', '']]))).toEqual(['2 乙 refuse: 党籍状态是去世，已经不在本支部，不导入'])
})

test('groups and posts change from today on; a new group is made in the same step', () => {
  const before = member({ name: '甲', joined: '2010', becameFull: '2011', groupId: organisation.groups[0]?.id ?? null, posts: ['组织委员'] })
  const dryRun = run([['姓名', '党小组', '党内职务'], ['甲', '第二党小组', '支部副书记'], ['乙', '第二 党小组', '']], [before])
  expect(dryRun.newGroups.map((group) => group.name)).toEqual(['第二党小组'])
  const step = stepOf(confirmImport(dryRun))
  expect(step.title).toBe('导入党员名册：新增 1 人，改动 1 人')
  expect(step.records).toHaveLength(3)
  const made = step.records[0]?.after
  expect(made?.kind === 'organisation' && [made.rev, made.groups.length]).toEqual([5, 2])
  const changed = dryRun.rows[0]?.record
  if (changed === undefined || changed === null) throw new Error('no record')
  expect(changed.rev).toBe(before.rev + 1)
  expect(asOf(changed, '2026-12-07')).toMatchObject({ groupId: organisation.groups[0]?.id, posts: ['组织委员'] })
  expect(asOf(changed, '2026-12-08')).toMatchObject({ groupId: dryRun.newGroups[0]?.id, posts: ['副书记'] })
  expect(dryRun.rows[0]?.changes.map((change) => [change.field, change.from, change.to])).toEqual([['group', '第一党小组', '第二党小组'], ['posts', '组织委员', '副书记']])
  expect(stepOf(confirmImport(dryRun, { leaveOut: new Set([2]) })).records).toHaveLength(2)
  expect(confirmImport(dryRun, { leaveOut: new Set([2, 3]) }).ok).toBe(false)
})

test('other branches in the file are named; 停止党籍 and 流动 come in without a date', () => {
  const dryRun = run([['姓名', '所在党支部', '党籍状态', '是否流动', '流动去向'], ['甲', '中共某市水务局机关第二支部委员会', '停止党籍', '是', '广东'], ['乙', '机关第一支部', '', '否', '']])
  expect(dryRun.otherBranches).toEqual(['中共某市水务局机关第二支部委员会'])
  expect(dryRun.rows[0]?.record).toMatchObject({ standings: [{ from: null, standing: 'suspended' }], absences: [{ from: null, place: '广东' }], events: [{ type: 'suspend', on: null }] })
})

test('what came in without a date takes one, and may be taken back whole', () => {
  const dryRun = run([['姓名', '入党时间', '党籍状态'], ['甲', '2001.7', '停止党籍'], ['乙', '2001.7', '留党察看']])
  expect(dryRun.rows.map(({ notes }) => notes.filter((note) => note.includes('没有日期')))).toEqual([['停止党籍没有日期，到“经历”里补上'], ['留党察看没有日期，到“经历”里补上']])
  const made = (at: number) => {
    const found = dryRun.rows[at]?.record
    if (found === undefined || found === null) throw new Error('not taken in')
    return found
  }
  const dated = (member: Member) => one(correctEvent(context, member, member.events[0]?.id ?? '', { on: '2024-03-01' }), 'member')
  const suspended = dated(made(0))
  expect(['2024-02-29', '2024-03-01'].map((day) => asOf(suspended, day).standing)).toEqual(['normal', 'suspended'])
  const watched = dated(one(recordEvent(context, made(1), { type: 'unwatch', on: '2025-03-01' }), 'member'))
  expect(['2024-02-29', '2024-03-01', '2025-03-01'].map((day) => asOf(watched, day).watched)).toEqual([false, true, false])
  for (const member of [made(0), made(1)]) {
    expect(asOf(one(strikeEvent(member, member.events[0]?.id ?? ''), 'member'), '2026-01-01')).toMatchObject({ standing: 'normal', watched: false })
  }
})

function bigRoster(count: number): readonly (readonly string[])[] {
  const surnames = [...'王李张刘陈杨黄赵吴周']
  return [['姓名', '性别', '公民身份证号', '入党时间', '转正时间', '党小组', '手机', '家庭住址'], ...Array.from({ length: count }, (_, n) => [`${surnames[n % 10] ?? ''}${n % 7 === 0 ? '' : '小'}${String.fromCodePoint(0x4e00 + (n % 5000))}`, n % 2 === 0 ? '女' : '男', idOf(n % 1000, `19${60 + Math.floor(n / 1000)}0101`), '2010.07', '2011.07', `第${(n % 20) + 1}党小组`, `139${String(n).padStart(8, '0')}`, `东街 ${n} 号`])]
}

test('10,000 people are all added, in one step', () => {
  const dryRun = run(bigRoster(10_000))
  expect(dryRun.counts).toEqual({ add: 10_000, change: 0, same: 0, refuse: 0 })
  // The groups of the file come with them, in the record of the organisation.
  expect(stepOf(confirmImport(dryRun)).records).toHaveLength(10_001)
})

test.each([500, 2_000])('%i people: all added, and the second time all the same', (count) => {
  const rows = bigRoster(count)
  const first = run(rows)
  expect(first.counts).toEqual({ add: count, change: 0, same: 0, refuse: 0 })
  const members = applied(first, [])
  expect(new Set(members.map((one) => one.order)).size).toBe(count)
  const again = dryRunImport(context, sheetOf(rows), members, { ...organisation, groups: [...organisation.groups, ...first.newGroups] })
  expect(again.counts).toEqual({ add: 0, change: 0, same: count, refuse: 0 })
})

const anyCell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', '姓名', '性别', '身份证号', '入党时间', '张三', '李四', '王　丽', '男', '2010.07', '2010.1', '2011年2月30日', '正式党员', '停止党籍', '第一党小组', '支部书记', '1.10105E+17', '11010519491231002X', '无', '是', '\u0000', '_x000D_') },
  fc.string({ unit: 'binary', maxLength: 12 }),
)
/** Mostly what belongs under a title, so that enough lines get through to be written. */
const under: Readonly<Record<string, readonly string[]>> = {
  姓名: ['张三', '李四', '王丽', '赵六', '钱七', '孙八', '男'], 性别: ['男', '女', 'M', ''], 公民身份证号: ['', '', idOf(7), idOf(8, '19700203'), '11010519491231002X'], 出生日期: ['', '1980.5', '1980', '1970-02-03', '19491231'],
  加入党组织日期: ['', '2010.07', '2010-07-01', '2010'], 转为正式党员日期: ['', '2011', '201107', '2011年7月5日'], 参加工作时间: ['', '2005'], 人员类别: ['正式党员', '预备党员', ''], 党籍状态: ['正常', '', '停止党籍', '转出'],
  党小组: ['', '第一党小组', '第三组'], 党内职务: ['', '书记', '组织委员、党小组长', '顾问'], 是否流动: ['是', '否', ''],
}
const cellUnder = (title: string) => {
  const usual = under[title]
  return usual === undefined ? anyCell : fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...usual) }, anyCell)
}
const anyTable = fc.tuple(
  fc.array(fc.array(anyCell, { maxLength: 5 }), { maxLength: 3 }),
  fc.shuffledSubarray([...rosterTemplate(), '流动去向', '所在党支部', '姓名', '联系电话', '年龄', '']),
).chain(([above, header]) => fc.array(fc.tuple(...header.map(cellUnder)), { maxLength: 10 }).map((below): readonly (readonly string[])[] => [...above, header, ...below]))
const anyRoster = fc.subarray([
  member({ name: '张三', joined: '2010', becameFull: '2011', posts: ['书记'] }), member({ name: '李四', birth: '1980', joined: '2010-07-01' }), member({ name: '王丽', idNumber: '11010519491231002X', joined: null, grade: 'probationary' }),
  one(recordEvent(context, member({ name: '男', joined: '2012' }), { type: 'transferOut', on: '2020', counterpart: '' }), 'member'),
])

test('any table is read without a crash; its lines add up; what would be written is valid, and importing it again changes nothing', () => {
  let [added, changed, refused] = [0, 0, 0]
  fc.assert(fc.property(anyTable, anyRoster, fc.boolean(), (rows, members, typed) => {
    const dryRun = run(rows, members, typed ? rows.map((row) => row.map((cell) => /^\d[\d.E+]*$/.test(cell))) : undefined)
    const { add, change, same, refuse } = dryRun.counts
    ;[added, changed, refused] = [added + add, changed + change, refused + refuse]
    expect(add + change + same + refuse).toBe(dryRun.rows.length)
    if (dryRun.headerLine !== null) {
      const first = findHeader(rows)?.firstData ?? 0
      expect(dryRun.rows.length + dryRun.skipped).toBe(rows.length - first)
    }
    for (const row of dryRun.rows) {
      expect(row.outcome === 'refuse').toBe(row.why !== '')
      expect(row.record !== null).toBe(row.outcome === 'add' || row.outcome === 'change')
      if (row.record === null) continue
      expect(memberSchema.safeParse(row.record).success).toBe(true)
      for (const list of [row.record.grades, row.record.standings, row.record.groups, row.record.absences]) expect(isWellFormed(list)).toBe(true)
    }
    if (add + change === 0) return
    const again = dryRunImport(context, sheetOf(rows, undefined), applied(dryRun, members), { ...organisation, groups: [...organisation.groups, ...dryRun.newGroups] })
    const firstTime = new Map(dryRun.rows.map((row) => [row.line, row.outcome]))
    for (const row of again.rows) {
      const before = firstTime.get(row.line)
      if (!typed && (before === 'add' || before === 'change' || before === 'same')) expect([row.line, row.outcome, row.changes]).toEqual([row.line, 'same', []])
    }
  }), { seed: 20101201, numRuns: 300 })
  expect(Math.min(added, changed, refused)).toBeGreaterThan(30)
})
