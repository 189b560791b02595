import { emptyEntry, registerVolume, type VolumeInput } from '#shared/archive/volumes'
import type { Book } from './book'

const author = '机关支部'
const entries = (rows: readonly (readonly [title: string, date: string, page: string, docNo?: string])[]): VolumeInput['entries'] => rows.map(([title, date, page, docNo = '']) => ({ ...emptyEntry, author, title, date, page, docNo }))

const volumes: readonly Pick<VolumeInput, 'title' | 'from' | 'to' | 'retention' | 'pages' | 'thickness' | 'entries'>[] = [
  { title: '机关支部2004年收发文登记、会议签到表', from: '2004-01', to: '2004-12', retention: '短期', pages: 46, thickness: 10, entries: entries([['收发文登记簿', '2004-12', '1'], ['党员大会签到表', '2004-12-20', '31']]) },
  {
    title: '机关支部2009—2010年党员大会、支委会记录', from: '2009-01', to: '2010-12', retention: '长期', pages: 118, thickness: 20,
    entries: entries([['2009年党员大会、支委会记录', '2009-12', '1'], ['2010年党员大会、支委会记录', '2010-12', '57'], ['关于补选组织委员的请示', '2010-05-06', '103', '青水机支〔2010〕2号'], ['关于同意补选组织委员的批复', '2010-05-14', '106', '青直工组〔2010〕11号']]),
  },
  {
    title: '机关支部2010—2012年创先争优活动材料', from: '2010-06', to: '2012-10', retention: '永久', pages: 164, thickness: 20,
    entries: entries([['创先争优活动实施方案', '2010-06-18', '1', '青水机支〔2010〕4号'], ['党员公开承诺书（2010—2011年）', '2011-03-10', '13'], ['领导点评、群众评议材料', '2011-12-28', '71'], ['创先争优活动总结', '2012-10-15', '151', '青水机支〔2012〕6号']]),
  },
]

/** What was filed before the branch's papers were filed by 件, catalogued as it stands on the shelf. */
export function catalogueVolumes(book: Book): void {
  for (const [index, volume] of volumes.entries())
    book.on('2027-01-14', (context) => registerVolume(context, { catalogueNo: '1', number: index + 1, category: '党群工作类', fileNo: '', ...volume }, book.all('archiveVolume')))
}
