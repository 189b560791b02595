import { fileAway, recordPages, takeIn } from '#shared/archive/file-away'
import { proposeItems } from '#shared/archive/proposals'
import { addPart, addTerm, foundOrganisation } from '#shared/duties/organisation'
import { closeItem, draftPledge, editItems, markUnkept, propose, recordProgress, reviewPledge } from '#shared/duties/pledge'
import { recordEvaluation } from '#shared/duties/pledge-evaluate'
import { exemptMember } from '#shared/duties/pledge-exempt'
import { openRound, publish } from '#shared/duties/pledge-round'
import { draftPaper, editPaper, issuePaper, type OfficialContent } from '#shared/duties/official-paper'
import { addPostHolder } from '#shared/duties/post-holder'
import { closeTally, markAttendance, markStep, prepareReview, recordCommittee, recordCounts, recordTally } from '#shared/duties/review'
import { publishReview } from '#shared/duties/handling'
import { decideVerdicts, recordVerdicts, sendVerdicts } from '#shared/duties/review-verdict'
import { asOf, rosterAsOf } from '#shared/duties/roster'
import { addMember } from '#shared/duties/roster-member'
import { adoptScheme, markTaskDone } from '#shared/duties/scheme'
import type { Member } from '#shared/model/member'
import { noEvaluation, type Pledge } from '#shared/model/pledge'
import type { OfficialPaper, OfficialType } from '#shared/model/official-paper'
import type { GradeName, Review } from '#shared/model/review'
import { packName } from '#shared/rules/pack'
import { current } from '#shared/rules/packs/current'
import { isAssessed } from '#shared/rules/review-check'
import { cityOrgans2010 } from '#shared/scheme/city-organs-2010'
import { ordinaryYear } from '#shared/scheme/ordinary-year'
import { closeReports, readReports, writeReports } from './analysis'
import { openBook, type Book } from './book'
import { askMasses, countMasses, tellMasses } from './masses'
import { samplePeople } from './people'
import { amendedItem, branchItems, memberItems, selfSummaries, returnedItem } from './texts'
import { catalogueVolumes } from './volumes'
import { frameOf } from '#shared/documents/official-frames'
import { circularSpots, officialTexts } from './official-texts'

/**
 * The sample branch's year 2026, from founding the books to the box on the shelf: one commit after the other through the duties of the app.
 * Everything in it is invented. `newId` gives the ids, so the caller decides whether two samples are alike.
 */
export const sampleYearNumber = 2026
export const sampleToday = '2027-01-20'
export const sampleActor = { name: '顾清源', post: '书记' } as const

const branchName = '中共青澜市水务局机关支部委员会'
const superior = '青澜市直属机关工作委员会'

export function openSample(newId: () => string): Book {
  const book = openBook(newId, packName(current))
  foundBranch(book)
  adoptSchemes(book)
  makePledges(book)
  keepPledges(book)
  writeReports(book)
  recordMinutes(book)
  prepareSession(book)
  askMasses(book)
  callMeeting(book)
  closePledges(book)
  countMasses(book)
  holdMeeting(book)
  judge(book)
  tellResults(book)
  tellMasses(book)
  catalogueVolumes(book)
  archive(book)
  return book
}

const organisationOf = (book: Book) => {
  const [organisation] = book.all('organisation')
  if (organisation === undefined) throw new Error('the sample has no organisation')
  return organisation
}

function memberNamed(book: Book, name: string): Member {
  const member = book.all('member').find((one) => one.name === name)
  if (member === undefined) throw new Error(`nobody in the sample is called ${name}`)
  return member
}

function foundBranch(book: Book): void {
  book.on('2026-01-05', (context) =>
    foundOrganisation(context, {
      name: branchName, shortName: '水务局机关支部', type: '党支部', sector: '党政机关', superior, fondsName: '青澜市水务局', fondsCode: '0217', era: 'current', founded: '1998-07',
      telephone: '', supervisionPhone: '0000-1234567', address: '青澜市清江路8号', sample: true,
    }))
  book.on('2026-01-05', (context) => addPostHolder(context, sampleActor, book.all('postHolder')))
  for (const name of ['机关党小组', '基层站所党小组']) book.on('2026-01-05', (context) => addPart(context, organisationOf(book), 'groups', name, current))
  book.on('2026-01-05', () => addTerm(organisationOf(book), { elected: '2024-06-28', ends: '2027-06-28', note: '五人组成' }))
  for (const [name, gender, birth, joined, becameFull, education, jobTitle, post, group] of samplePeople) {
    book.on('2026-01-06', (context) =>
      addMember(context, book.all('member'), {
        name, gender, birth, joined, becameFull: becameFull === '' ? null : becameFull, grade: becameFull === '' ? 'probationary' : 'full', ethnicity: '汉族', education, jobTitle,
        posts: post === '' ? [] : [postOf(post)], groupId: organisationOf(book).groups[group]?.id ?? null,
      }))
  }
}

function postOf(post: string): Member['posts'][number]['post'] {
  switch (post) {
    case '书记':
    case '副书记':
    case '组织委员':
    case '宣传委员':
    case '纪检委员':
      return post
    default:
      throw new Error(`no post ${post}`)
  }
}

function adoptSchemes(book: Book): void {
  book.on('2026-01-07', (context) => adoptScheme(context, cityOrgans2010))
  book.on('2026-01-07', (context) => adoptScheme(context, ordinaryYear(sampleYearNumber)))
  taskDone(book, '定全年计划', '2026-01-12')
  taskDone(book, '核对党员名册', '2026-01-15')
}

function taskDone(book: Book, title: string, on: string): void {
  const scheme = book.all('scheme').find((one) => one.source.startsWith('ordinary-year'))
  const task = scheme?.stages.flatMap((stage) => stage.tasks).find((one) => one.title === title)
  if (scheme === undefined || task === undefined) throw new Error(`the year has no task ${title}`)
  book.on(on, () => markTaskDone(scheme, task.id, { on, offline: false, note: '' }))
}

function pledgeOf(book: Book, memberId: string | null): Pledge {
  const found = book.all('pledge').find((one) => one.memberId === memberId)
  if (found === undefined) throw new Error('the sample lost a pledge')
  return found
}

function itemOf(book: Book, memberId: string | null, index: number): string {
  const found = pledgeOf(book, memberId).items[index]
  if (found === undefined) throw new Error('the sample lost an item')
  return found.id
}

function makePledges(book: Book): void {
  const round = () => {
    const [found] = book.all('pledgeRound')
    if (found === undefined) throw new Error('the sample has no round')
    return found
  }
  book.on('2026-02-02', (context) => openRound(context, { year: sampleYearNumber, title: '2026年度', from: '2026-02-02', to: '2026-12-31', schemeId: null }))
  const inRoster = [...memberItems].sort((a, b) => memberNamed(book, a.name).order - memberNamed(book, b.name).order)
  const parties = [
    { memberId: null, who: '党支部', post: '', by: superior, signedBy: '工委组织部', items: branchItems, inWriting: false },
    ...inRoster.map(({ name, items, inWriting = false }) => {
      const member = memberNamed(book, name)
      return { memberId: member.id, who: name, post: [...asOf(member, '2026-02-10').posts, member.jobTitle].filter((part) => part !== '').join('、'), by: '支委会', signedBy: sampleActor.name, items, inWriting }
    }),
  ]
  for (const name of ['金石开', '孟春归']) book.on('2026-02-06', () => exemptMember(round(), { memberId: memberNamed(book, name).id, who: name, reason: '离退休', on: '2026-02-06' }))
  const words = (id: string | null, text: string) => pledgeOf(book, id).items.map((item, index) => (index === returnedItem.index ? { ...item, text } : item))
  const returned = memberNamed(book, returnedItem.name).id
  const review = ({ memberId, who, by, signedBy }: (typeof parties)[number], on: string) => book.on(on, () => reviewPledge(pledgeOf(book, memberId), { result: 'passed', on, by, opinion: '事项具体，能做到，同意公示。', signedBy, who }))
  for (const { memberId, who, items, inWriting } of parties) book.on('2026-02-10', (context) => draftPledge(context, round(), { memberId, who, items: memberId === returned ? items.map((item, index) => (index === returnedItem.index ? { ...item, text: returnedItem.text } : item)) : items, inWriting }, book.all('pledge')))
  for (const { memberId, who } of parties) book.on('2026-02-12', () => propose(pledgeOf(book, memberId), { round: round(), pack: current, who, on: '2026-02-12' }))
  for (const party of parties.filter((one) => one.memberId !== returned)) review(party, '2026-02-25')
  const back = parties.filter((one) => one.memberId === returned)
  for (const { memberId, who, by, signedBy, items } of back) {
    const itemId = itemOf(book, memberId, returnedItem.index)
    book.on('2026-02-25', () => reviewPledge(pledgeOf(book, memberId), { result: 'returned', on: '2026-02-25', by, opinion: '', signedBy, who, returned: [{ itemId, reason: returnedItem.reason }] }))
    book.on('2026-02-27', (context) => editItems(context, pledgeOf(book, memberId), words(memberId, items[returnedItem.index]?.text ?? '')))
    book.on('2026-02-27', () => propose(pledgeOf(book, memberId), { round: round(), pack: current, who, on: '2026-02-27' }))
  }
  for (const party of back) review(party, '2026-02-28')
  taskDone(book, '提诺、审诺', '2026-02-28')
  const sheet = (on: string) => book.on(on, () =>
    publish(round(), { on, until: '2026-12-31', place: '局机关一楼公开栏', phone: organisationOf(book).supervisionPhone, lines: parties.map(({ memberId, who, post }) => ({ pledge: pledgeOf(book, memberId), who: memberId === null ? organisationOf(book).name : who, post })) }, current))
  sheet('2026-03-05')
  taskDone(book, '公诺', '2026-03-05')
  // 后山片 grew by two households: other words, another 审诺, a second edition.
  book.on('2026-05-20', (context) => editItems(context, pledgeOf(book, returned), words(returned, amendedItem.text)))
  for (const party of back) review(party, '2026-05-22')
  sheet('2026-05-25')
}

function keepPledges(book: Book): void {
  const shi = memberNamed(book, '石惊涛').id
  const progress = (memberId: string | null, index: number, on: string, note: string, percent: number) => book.on(on, () => recordProgress(pledgeOf(book, memberId), itemOf(book, memberId, index), { on, note, percent }))
  const close = (memberId: string | null, index: number, on: string, by: string) => book.on(on, () => closeItem(pledgeOf(book, memberId), itemOf(book, memberId, index), { on, by }))
  progress(null, 0, '2026-06-20', '修好5处，青石渡、后山两村已验收。', 55)
  progress(shi, 1, '2026-06-28', '17户手续全部办齐。', 100)
  close(shi, 1, '2026-06-30', sampleActor.name)
  progress(shi, 0, '2026-09-29', '4月至9月巡河52次，处理乱占6起。', 100)
  close(shi, 0, '2026-09-30', sampleActor.name)
  const jiang = memberNamed(book, '江月白').id
  progress(jiang, 0, '2026-09-30', '报水情183天，迟报1次。', 100)
  close(jiang, 0, '2026-10-08', '任大川')
  progress(null, 0, '2026-11-28', '9处全部修好，6个村都签了验收单。', 100)
  close(null, 0, '2026-11-28', '邵景行')
}

function closePledges(book: Book): void {
  const shi = memberNamed(book, '石惊涛').id
  book.on('2026-12-18', () => markUnkept(pledgeOf(book, null), itemOf(book, null, 2), { on: '2026-12-18', reason: '下村服务办了5次，10月因防汛值守缺1次，明年2月补上。', cause: 'objective', told: '12月18日在公开栏说明，并到联系村当面讲清。' }))
  book.on('2026-12-20', () =>
    recordEvaluation(pledgeOf(book, shi), {
      ...noEvaluation, who: '石惊涛', on: '2026-12-20', by: '党支部', self: '两条都办到了，砂石料堆处理慢，是教训。', peers: '巡河跑得勤，手续办得细。', organisation: '两条都兑现。', masses: '青石渡村的乡亲说手续跑得快。', asked: 17, satisfied: 16, grade: '好', publishedOn: '2026-12-22',
    }))
  book.on('2026-12-21', () =>
    recordEvaluation(pledgeOf(book, null), {
      ...noEvaluation, who: '党支部', on: '2026-12-21', by: superior, self: '3件事办成1件，1件正在办，下村服务少1次。', peers: '放水闸修得扎实。', organisation: '重点事项兑现，服务次数要补上。', masses: '6个村都在验收单上签了字。', asked: 60, satisfied: 57, grade: '较好', publishedOn: '2026-12-22',
    }))
}

function paperOf(book: Book, type: OfficialType): OfficialPaper {
  const found = book.all('officialPaper').find((one) => one.type === type)
  if (found === undefined) throw new Error(`the sample lost its ${type}`)
  return found
}

function sendOut(book: Book, type: OfficialType, on: string, content: Partial<OfficialContent>, sourceId: string | null = null): void {
  book.on(on, (context) => draftPaper(context, { type, year: sampleYearNumber, sourceId, content }))
  book.on(on, () => issuePaper(paperOf(book, type), { on }, book.all('officialPaper')))
}

function recordMinutes(book: Book): void {
  sendOut(book, 'committeeMinutes', '2026-12-08', officialTexts.committeeMinutes)
}

function callMeeting(book: Book): void {
  sendOut(book, 'notice', '2026-12-11', officialTexts.notice, sessionOf(book).id)
}

/** The circular starts from the review's own figures; only what was said at the meeting is written in. */
function tellResults(book: Book): void {
  const frame = frameOf('reviewCircular', { organisation: organisationOf(book), year: sampleYearNumber, today: '2027-01-06', members: book.all('member'), reviews: book.all('review'), rounds: book.all('pledgeRound') })
  book.on('2027-01-06', (context) => draftPaper(context, { type: 'reviewCircular', year: sampleYearNumber, sourceId: frame.sourceId, content: { ...frame.content, ...officialTexts.reviewCircular, body: frame.content.body ?? '' } }))
  const written = Object.entries(circularSpots).reduce((body, [spot, words]) => body.replace(spot, words), paperOf(book, 'reviewCircular').body)
  book.on('2027-01-06', () => editPaper(paperOf(book, 'reviewCircular'), { body: written }))
  book.on('2027-01-06', () => issuePaper(paperOf(book, 'reviewCircular'), { on: '2027-01-06' }, book.all('officialPaper')))
  book.on('2027-01-06', () => publishReview(sessionOf(book), { on: '2027-01-06', way: '书面通报', scope: '各党小组' }))
}

const heldOn = '2026-12-26'

function sessionOf(book: Book): Review {
  const [found] = book.all('review')
  if (found === undefined) throw new Error('the sample has no review')
  return found
}

function prepareSession(book: Book): void {
  const people = rosterAsOf(book.all('member'), heldOn).map(({ member, then }) => ({
    memberId: member.id, name: member.name, grade: then.grade ?? ('full' as const), post: then.posts.join('、'),
    ...(member.name === '孟春归' ? { exempt: '年老体弱卧床或长期生病', approval: '2026年12月8日党员大会通过，局机关党委同意' } : {}),
  }))
  book.on('2026-12-10', (context) => prepareReview(context, { year: sampleYearNumber, title: '2026年度民主评议党员', heldOn, place: '局机关三楼会议室', chair: sampleActor.name, recorder: '白露' }, people, current))
}

function holdMeeting(book: Book): void {
  const session = () => sessionOf(book)
  for (const step of session().steps.slice(0, 6)) book.on(heldOn, () => markStep(session(), step.id, { on: heldOn, offline: false, note: '' }))
  readReports(book, heldOn)
  const reasons = new Map([['江月白', '驻站值守'], ['金石开', '住院']])
  book.on(heldOn, () =>
    markAttendance(session(), session().roster.filter((person) => person.attendance !== 'exempt').map((person) => ({
      memberId: person.memberId, attendance: reasons.has(person.name) ? ('leave' as const) : ('present' as const), reason: reasons.get(person.name) ?? '',
    })), current))
  const { present } = session().counts
  book.on(heldOn, () => recordCounts(session(), { issued: present, returned: present - 1, valid: present - 2, invalid: 1 }))
  const { valid } = session().counts
  book.on(heldOn, () => recordTally(session(), assessedOf(session()).map((person, index) => ({ memberId: person.memberId, ...votesFor(index, valid) })), current))
  book.on(heldOn, () => recordCommittee(session(), { valid, votes: [valid - 6, 4, 1, 0], blank: 1 }, current))
  book.on(heldOn, () => closeTally(session(), heldOn, current))
}

const assessedOf = (session: Review) => session.roster.filter((person) => isAssessed(person, current))

function judge(book: Book): void {
  const session = () => sessionOf(book)
  closeReports(book)
  const best = new Set(['顾清源', '秦若兰', '石惊涛', '方知夏', '许朝阳', '邵景行'])
  book.on('2026-12-30', () =>
    recordVerdicts(session(), assessedOf(session()).map((person) => {
      const grade: GradeName = best.has(person.name) ? 'excellent' : 'qualified'
      const leading = session().tally.find((row) => row.memberId === person.memberId)
      const differs = leading !== undefined && leading.votes.excellent > leading.votes.qualified !== (grade === 'excellent')
      return {
        memberId: person.memberId, grade, selfSummary: selfSummaries[person.name] ?? '完成了本职工作，参加组织生活正常。',
        peerOpinion: '工作踏实，能听意见。', opinion: grade === 'excellent' ? '履职尽责，承诺兑现，同意评为优秀。' : '履行义务，完成任务，评为合格。',
        reason: differs ? '结合平时表现和承诺完成情况，支委会集体研究确定。' : '',
      }
    }), current))
  book.on('2026-12-30', () => decideVerdicts(session(), { on: '2026-12-30', by: '支委会' }, current))
  book.on('2027-01-05', () => sendVerdicts(session(), '2027-01-05', current))
}

/** Plain figures whose rows add up to the valid ballots; they mean nothing. */
function votesFor(index: number, valid: number): { votes: Record<GradeName, number>; blank: number } {
  const excellent = index < 6 ? valid - 3 - (index % 3) : 2 + ((index * 5) % 7)
  const basic = index % 6 === 5 ? 1 : 0
  const blank = index % 9 === 8 ? 1 : 0
  return { votes: { excellent, qualified: valid - excellent - basic - blank, basic, unqualified: 0 }, blank }
}

/** Pages as the PDF port counted them on the paper of this sample; `sample-year` prints them for each file. */
export const samplePages: Readonly<Record<string, number>> = { rosterSheet: 2, branchPledge: 1, memberPledge: 1, notice: 2, committeeMinutes: 1, pledgeNotice: 2, pledgeLedger: 2, pledgeResults: 2, analysisReport: 2, branchReport: 2, meetingReport: 2, ballot: 1, tallySheet: 3, reviewRegister: 1, reviewSlip: 1, reviewBook: 2 }

function archive(book: Book): void {
  const members = book.all('member')
  const names = new Map(members.map((member) => [member.id, member.name]))
  const proposals = proposeItems({
    organisation: organisationOf(book), pack: current, rounds: book.all('pledgeRound'), pledges: book.all('pledge'), reports: book.all('analysisReport'), reviews: book.all('review'), massReviews: book.all('massReview'), feedback: book.all('feedback'), rectifications: book.all('rectification'), officials: book.all('officialPaper'),
    nameOf: (id) => names.get(id) ?? '', roster: { asOf: '2026-12-31', count: members.length },
    // The circular of January waits for the box of its own year.
  }).filter(({ year }) => year === sampleYearNumber)
  book.on('2027-01-15', (context) => takeIn(context, proposals, []))
  book.on('2027-01-18', () => recordPages(book.all('archiveItem').map((item) => ({ item, pages: samplePages[item.source?.document.split(':')[0] ?? ''] ?? 1 }))))
  book.on('2027-01-20', (context) =>
    fileAway(context, { items: book.all('archiveItem'), allItems: book.all('archiveItem'), boxes: [], on: '2027-01-20', thickness: 30, arranger: '白露', checker: sampleActor.name }, current))
}
