import { z } from 'zod'

/**
 * Everything that can go wrong, by code. A thrown `HouseError` names a code and the few facts its sentences need;
 * `sayError` turns it into the three labelled lines a person reads: 出了什么事, 您的资料, 接着怎么办.
 */
export const hostErrorSchema = z.object({
  code: z.string(),
  /** Facts for the sentences: names, numbers, paths. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** For 技术说明; never the only explanation. */
  technical: z.string(),
})
export type HostError = z.infer<typeof hostErrorSchema>

type Facts = Readonly<Record<string, string | number>>
type Sentences = { readonly title: string; readonly what: string; readonly data: string; readonly next: string }
type Template = (facts: Facts) => Sentences

const all = '已经存下的一条没少。'

/** The table. A code is added here first; `HouseError` accepts no other. */
const table = {
  badInput: (f) => ({ title: '没有办成', what: `送来的内容不合规矩：${f['field'] ?? ''}`, data: all, next: '这多半是程序的毛病，请把技术说明抄下来。' }),
  bug: () => ({ title: '没有办成', what: '程序自己出了差错。', data: all, next: '再试一次；还不行就退出重开，并把技术说明抄下来。' }),
  hostGone: () => ({ title: '现在不能存', what: '负责存盘的后台程序没有回应。', data: `${all}正在写的还在屏幕上，也留了草稿。`, next: '等几秒会自己再连；不行就退出，重新打开。' }),
  lowSpace: (f) => ({ title: '磁盘快满了，没有打开', what: `${f['drive'] ?? '磁盘'}只剩 ${f['freeMb']} MB，至少要 ${f['needMb']} MB。`, data: '为了不弄坏资料，先不打开。一条没少。', next: '删掉或搬走一些别的文件，再打开。' }),
  diskFull: (f) => ({ title: '没有存下', what: `${f['drive'] ?? '磁盘'}写满了。`, data: `${all}这一次的内容留着草稿。`, next: '腾出地方后再存一次。' }),
  noAccess: (f) => ({ title: '没有办成', what: `不能写这个文件夹：${f['path'] ?? ''}`, data: all, next: '换一个文件夹，或者请人打开写的权限。' }),
  vaultMissing: (f) => ({ title: '找不到这套资料', what: `原来放在 ${f['path'] ?? ''}，现在不在那里。`, data: '如果在 U 盘或移动硬盘上，插上就有。', next: '插好后再打开；搬了地方就用备份恢复。' }),
  vaultNewer: (f) => ({ title: '这套资料要用新版打开', what: `资料的版本是 ${f['theirs']}，这个程序只认到 ${f['ours']}。`, data: '什么都没有改动。', next: '用新版先锋档案盒打开。' }),
  journalBroken: (f) => ({ title: '资料有一处坏了', what: `第 ${f['seq']} 笔读不出来，也没有更晚的快照可补。`, data: `第 ${f['good']} 笔以前都完好；坏的文件原样留着。`, next: '用最近一次备份恢复成新的一套，两套都留着。' }),
  refused: (f) => ({ title: '没有办成', what: `${f['why'] ?? '有一处不对'}。`, data: `${all}您写的还在。`, next: '照着改好，再办一次。' }),
  conflict: (f) => ({ title: '没有存下', what: `别处先改了${f['what'] ?? '这条资料'}。`, data: `${all}您写的留着草稿。`, next: '看看现在的内容，再决定要不要重新存。' }),
  wrongSeq: () => ({ title: '没有存下', what: '另一个窗口刚刚存过。', data: `${all}您写的还在。`, next: '再存一次就好。' }),
  notWriter: () => ({ title: '这里只能看', what: '这套资料正在另一个窗口里写。', data: all, next: '按“切换到这里”，就改在这个窗口写。' }),
  vaultBusy: (f) => ({ title: '这里只能看', what: `这套资料正开在${f['machine'] === undefined ? '另一个先锋档案盒' : `电脑“${f['machine']}”的先锋档案盒`}里。`, data: all, next: '在那边退出，这里过一会儿自己就能写。' }),
  noActor: () => ({ title: '没有存下', what: '还没有选经办人。', data: `${all}您写的还在。`, next: '在顶上选好经办人，再存一次。' }),
  noVault: () => ({ title: '没有办成', what: '还没有打开一套资料。', data: all, next: '回到开始页，打开一套。' }),
  cannotUndo: (f) => ({ title: '没有撤销', what: `${f['why'] ?? '这一笔撤不回来'}。`, data: all, next: '到“办事记录”里看后来做了什么。' }),
  counting: (f) => ({ title: '没有撤销', what: `${f['what']}，还没记进账；这一撤，录的就没有着落了。`, data: `${all}录了一半的也还在。`, next: '先把票录完记进账，或者按“不要了”，再撤销。' }),
  storeBehind: () => ({ title: '存下了，屏幕还没跟上', what: '资料夹里已经记下，这台电脑上的工作副本没有写进去。', data: '这一笔已经存下，一条没少。', next: '退出重开，就会照流水账补上。' }),
  storeFailed: (f) => ({ title: '没有打开', what: `这台电脑上的工作副本打不开${f['why'] === undefined ? '' : `：${f['why']}`}。`, data: '资料都在资料夹里，一条没少。', next: '看看磁盘满没满，退出再打开；还不行就按“重建工作副本”。' }),
  quarantined: (f) => ({ title: '有资料读不出来', what: `${f['count'] ?? 1} 条资料不合规矩，已经单独放好。`, data: '原样留着，没有删。', next: '用到它的合计和文书暂时不能定稿；到“数据安全”里看是哪几条。' }),
  blobMissing: (f) => ({ title: '找不到附件', what: `${f['name'] ?? '这个文件'}不在资料夹里。`, data: '记录都在，只少了这一个文件。', next: '从备份里找回，或重新附上。' }),
  blobMismatch: () => ({ title: '文件没有收好', what: '收到的内容和说好的不一样。', data: all, next: '再放一次。' }),
  blobBroken: (f) => ({ title: '文件坏了', what: `${f['name'] ?? '这个文件'}和存下时不一样。`, data: '记录都在，只坏了这一个文件；坏的原样留着。', next: '从备份里找回这一个，或者重新附上。' }),
  tooLarge: (f) => ({ title: '文件太大', what: `${f['name'] ?? '这个文件'}有 ${f['mb']} MB，最多 ${f['maxMb']} MB。`, data: '没有读，也没有改动什么。', next: f['next'] === undefined ? '缩小后再放。' : String(f['next']) }),
  sheetEmpty: (f) => ({ title: '没有导入', what: `${f['name']}里没有内容。`, data: '什么都没有改动。', next: '看看是不是选错了文件。' }),
  sheetUnreadable: (f) => ({ title: '没有导入', what: `${f['name']}不是能读的表格。`, data: '什么都没有改动。', next: '用 Excel 或 WPS 打开它，另存为 .xlsx，再导入。' }),
  sheetOld: (f) => ({ title: '没有导入', what: `${f['name']}是 ${f['format']} 格式，这里读不了。`, data: '什么都没有改动。', next: '用 Excel 或 WPS 打开它，另存为 .xlsx，再导入。' }),
  sheetLocked: (f) => ({ title: '没有导入', what: `${f['name']}加了密码。`, data: '什么都没有改动。', next: '用 Excel 或 WPS 打开，去掉密码另存为 .xlsx，再导入。' }),
  sheetTooMuch: (f) => ({ title: '没有导入', what: `${f['name']}里有 ${f['count']} ${f['unit']}，最多读 ${f['most']} ${f['unit']}。`, data: '什么都没有改动。', next: '只留下党员名册那一张表，另存为 .xlsx，再导入。' }),
  sheetNoNames: (f) => ({ title: '没有导入', what: `${f['name']}里找不到“姓名”这一列。`, data: '什么都没有改动。', next: '在表头写上“姓名”，再导入。' }),
  reportUnreadable: (f) => ({ title: '没有导入', what: `${f['name']}${f['why'] ?? '不是能读的文件'}。`, data: '什么都没有改动。', next: '用 Word 或 WPS 打开它，另存为 .docx，再导入。' }),
  formRefused: (f) => ({ title: '没有收下这份表', what: `${f['name']}${f['why']}。`, data: '什么都没有改动。', next: '用 Word 或 WPS 打开它，另存为 .docx，再放。' }),
  formTags: (f) => ({ title: '没有填这份表', what: `${f['name']}${f['place']}：${f['what']}。`, data: '一份也没有写。', next: '照“能填的项”改好记号，再放一次。' }),
  pdfMissing: (f) => ({ title: '没有做成 PDF', what: `这台电脑上没有能排版的浏览器${f['why'] === undefined ? '' : `：${f['why']}`}。`, data: 'Word 文件照样能写。', next: '装上 Chrome 或 Edge 后再做；也可以先用 Word 打印。' }),
  pdfFailed: () => ({ title: '没有做成 PDF', what: '排版程序没有交出文件。', data: all, next: '再试一次；还不行就用 Word 打印。' }),
  backupBroken: (f) => ({ title: '这份备份坏了', what: `${f['part'] ?? '其中一部分'}和登记的不一样。`, data: '现在的资料没有动。', next: '换一份更早的备份再试。' }),
  backupForeign: (f) => ({ title: '这不是备份文件', what: `${f['name'] ?? '选的文件'}不是先锋档案盒的备份。`, data: '现在的资料没有动。', next: '选名字以“.vbox”结尾的文件。' }),
  bagBroken: (f) => ({ title: '这个移交包不完整', what: `${f['name'] ?? '移交包'}里有 ${f['count'] ?? 1} 个文件对不上：${f['files'] ?? ''}。`, data: '移交包原样没动，现在的资料也没有动。', next: '请给包的人把这几个文件重新拷一遍，再核对。' }),
  bagForeign: (f) => ({ title: '这不是移交包', what: `${f['name'] ?? '选的文件夹'}里没有 bagit.txt，也没有清单。`, data: '什么都没有动。', next: '选里面有 bagit.txt 的那个文件夹。' }),
  bagSources: (f) => ({ title: '没有写成移交包', what: `${f['count'] ?? 1} 个文件找不到，或者已经坏了：${f['files'] ?? ''}。`, data: '现在的资料没有动；已经写好的文件留着，补齐后接着写。', next: '从备份里找回，或者重新附上这几件，再写一次。' }),
  noRoom: (f) => ({ title: '没有做成，地方不够', what: `${f['path'] ?? '那里'}只剩 ${f['freeMb']} MB，这次要 ${f['needMb']} MB。`, data: '现在的资料没有动，没有写一半的文件。', next: '腾出地方，或者换一个文件夹，再做一次。' }),
  placeGone: (f) => ({ title: '没有做成', what: `${f['path'] ?? '那个文件夹'}不见了，可能是 U 盘拔掉了。`, data: f['made'] === undefined ? '现在的资料没有动。' : `资料一条没动${f['made'] === 0 ? '' : `，做好的 ${f['made']} 份文件也在那里`}，插上就有。`, next: f['made'] === undefined ? '插好 U 盘，或者换一个文件夹，再做一次。' : '插好以后再做一次，做好的不会重写。' }),
  pathTooLong: (f) => ({ title: '没有写成', what: `文件夹的路径太长，放不下文件名：${f['path'] ?? ''}`, data: all, next: '把整套资料搬到离盘符近一些的文件夹，再做。' }),
  noBackup: () => ({ title: '没有试成', what: '还没有做过备份，没有可试的。', data: all, next: '先备份一次，再试恢复。' }),
  backupDiffers: (f) => ({ title: '备份和现在的资料对不上', what: `记到第 ${f['seq']} 笔为止，两边不一样。`, data: '备份和现在的资料都原样留着。', next: '清除过个人信息的话本该如此：再备份一次。没有清除过，就把技术说明抄下来。' }),
  feedStopped: (f) => ({ title: '没有做完', what: `还有 ${f['left']} 份没有送来，窗口可能关了。`, data: '做好的都留着。', next: '再做一次，做好的不会重写。' }),
  nameMismatch: () => ({ title: '没有移走', what: '写的名称和这套资料的名称不一样。', data: all, next: '照着名称原样写一遍。' }),
  cancelled: () => ({ title: '停下了', what: '按您的意思停下了。', data: '做好的都留着，没有写一半的文件。', next: '需要时再做一次。' }),
  boxNotMade: (f) => ({ title: '没有设票箱', what: `${f['why']}。`, data: '什么都没有改动。', next: String(f['next'] ?? '改用纸票。') }),
  boxDamaged: (f) => ({ title: '票箱文件坏了', what: `${f['what'] ?? '票箱文件和记下的不一样'}，没有打开。`, data: '文件原样留着，没有改动。', next: '把原来的票箱文件放回去再打开；放不回去就作废这一箱，改用纸票重新测评。' }),
  boxForeign: () => ({ title: '这不是这次测评的票箱', what: '这个文件是另一次测评的票箱，没有打开。', data: '两边的文件都没有改动。', next: '把这次测评自己的票箱文件放回去再打开。' }),
  boxSlips: () => ({ title: '开箱条不对', what: '两张开箱条合起来打不开这个票箱。', data: '票箱没有改动。', next: '对着两张开箱条，一个字一个字再输一遍。' }),
  boxClock: (f) => ({ title: '电脑的时间不对', what: `电脑现在的时间比票箱上次记下的 ${f['since']} 还早，没有打开。`, data: '票箱没有改动。', next: '把电脑的日期和时间调对，再打开。' }),
  boxState: (f) => ({ title: '没有办成', what: `${f['why']}。`, data: '票箱没有改动。', next: String(f['next']) }),
  boxStuck: () => ({ title: '票箱存不下去', what: '已投的票没有写进票箱文件，先不放下一个人进来。', data: '已投的票还在，没有丢。', next: '看看磁盘是不是满了，腾出地方再放下一个人。' }),
  boxRestFew: (f) => ({ title: '还不能封箱', what: `还有 ${f['count']} 张票没有封存，不足 5 张，单独封存会看得出是谁投的。`, data: '封存的票没有改动，这几张也还在。', next: '请还没有投的人投完；没有人投了，就写明这几张作废再封箱。' }),
  notAdmitted: (f) => ({ title: '没有放行', what: `${f['why']}。`, data: '票箱没有改动。', next: String(f['next']) }),
  unknownToken: () => ({ title: '没有办成', what: '这个文件夹的记号过期了。', data: all, next: '重新选一次文件夹。' }),
} satisfies Record<string, Template>

export type ErrorCode = keyof typeof table

/** An error with a sentence for people. Thrown on both sides of the contract; crosses it as `HostError`. */
export class HouseError extends Error {
  readonly code: ErrorCode
  readonly facts: Facts
  readonly technical: string
  constructor(code: ErrorCode, facts: Facts = {}, technical = '') {
    super(`${code} ${JSON.stringify(facts)} ${technical}`.trim())
    this.name = 'HouseError'
    this.code = code
    this.facts = facts
    this.technical = technical
  }
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(table, code)
}

/** Any thrown thing as it crosses the contract; what is not a `HouseError` is a bug, with its message as the technical part. */
export function toHostError(thrown: unknown): HostError {
  if (thrown instanceof HouseError) return { code: thrown.code, facts: { ...thrown.facts }, technical: thrown.technical }
  return { code: 'bug', facts: {}, technical: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown) }
}

export function fromHostError(error: HostError): HouseError {
  return new HouseError(isErrorCode(error.code) ? error.code : 'bug', error.facts, error.technical)
}

export function sayError(error: HostError | HouseError): Sentences & { readonly technical: string } {
  const code = isErrorCode(error.code) ? error.code : 'bug'
  return { ...table[code](error.facts), technical: `${error.code}${error.technical === '' ? '' : ` · ${error.technical}`}` }
}
