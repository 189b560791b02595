import type { OfficialContent } from '#shared/duties/official-paper'
import type { Member } from '#shared/model/member'
import { isProseType, type OfficialType } from '#shared/model/official-paper'
import type { Organisation } from '#shared/model/organisation'
import type { PledgeRound } from '#shared/model/pledge'
import type { GradeName, Review } from '#shared/model/review'
import { rosterAsOf } from '#shared/duties/roster'
import { gradeName } from '#shared/rules/review-check'
import { paperDay } from './sheet'

/**
 * A paper to start from: the facts the books hold are filled in (enter once), what only its writer knows stands as 【……】, and no sentence is
 * finished for him. A paper with such a spot left is not issued (`issuePaper`).
 */
export type FrameBooks = {
  readonly organisation: Organisation
  readonly year: number
  readonly today: string
  readonly members: readonly Member[]
  readonly reviews: readonly Review[]
  readonly rounds: readonly PledgeRound[]
}
export type Frame = { readonly content: Partial<OfficialContent>; readonly sourceId: string | null }

const unknown = (what: string): string => `【${what}】`
const day = (date: string | null, what: string): string => (date === null ? unknown(what) : paperDay(date))

function newest<T extends { readonly year: number }>(all: readonly T[], year: number): T | null {
  return all.filter((one) => one.year === year).at(-1) ?? null
}

/** 优秀6名、合格14名…… of the verdicts; a grade nobody got is not listed. */
export function gradeFigures(review: Review): string {
  return review.grades.map((grade) => ({ grade, count: review.verdicts.filter((verdict) => verdict.grade === grade).length }))
    .filter(({ count }) => count > 0).map(({ grade, count }) => `${gradeName(grade)}${count}名`).join('、')
}

function gradedNames(review: Review, grade: GradeName): string {
  const graded = new Set(review.verdicts.filter((verdict) => verdict.grade === grade).map(({ memberId }) => memberId))
  return review.roster.filter(({ memberId }) => graded.has(memberId)).map(({ name }) => name).join('、')
}

function reviewPart(review: Review | null, books: FrameBooks): string {
  if (review === null) return `${unknown('哪天')}，支部召开党员大会开展民主评议。应到党员${unknown('几')}名，实到${unknown('几')}名。`
  const { due, present, leave, issued, returned, valid } = review.counts
  const votes = issued > 0 ? `发出测评票${issued}张，收回${returned}张，有效${valid}张。` : ''
  return `${day(review.heldOn, '哪天')}，${books.organisation.shortName || '支部'}${review.place === '' ? '' : `在${review.place}`}召开党员大会开展民主评议。应到党员${due}名，实到${present}名${leave > 0 ? `，请假${leave}名` : ''}。${votes}`
}

function decidedPart(review: Review | null): string {
  if (review === null || review.decidedOn === null) return `经${unknown('支委会或党员大会')}研究，评定结果如下：`
  return `${paperDay(review.decidedOn)}，${review.decidedBy === '' ? unknown('支委会或党员大会') : review.decidedBy}根据测评结果和党员日常表现作出评定：${gradeFigures(review)}。`
}

function bodyOf(type: OfficialType, books: FrameBooks, review: Review | null, round: PledgeRound | null): string {
  const { organisation, year, members, today } = books
  const here = rosterAsOf([...members], `${year}-12-31` < today ? `${year}-12-31` : today)
  const probationary = here.filter(({ then }) => then.grade === 'probationary').length
  const strength = `现有党员${here.length}名，其中正式党员${here.length - probationary}名、预备党员${probationary}名`
  const pledged = round?.editions.filter((edition) => edition.withdrawnOn === null).at(-1) ?? null
  const pledges = pledged === null ? `承诺事项${unknown('几')}条` : `公开承诺${pledged.lines.length}份、事项${pledged.lines.reduce((sum, line) => sum + line.items.length, 0)}条`
  switch (type) {
    case 'implementationScheme': return `为${unknown('做什么，依据哪个文件')}，结合本支部实际，制定本方案。\n一、目标任务\n${unknown('到什么时候，做到什么程度，用数字说')}\n二、时间步骤\n（一）${unknown('第一步')}（${unknown('起止日期')}）。${unknown('做什么，谁负责')}\n（二）${unknown('第二步')}（${unknown('起止日期')}）。${unknown('做什么，谁负责')}\n三、工作要求\n${unknown('谁牵头，怎样检查，什么时候报情况')}`
    case 'notice': return review !== null && review.state === 'preparing'
      ? `支部定于${day(review.heldOn, '哪天')}召开党员大会，开展${review.title}。现将有关事项通知如下：\n一、时间地点\n${day(review.heldOn, '哪天')}${unknown('几点')}，${review.place === '' ? unknown('地点') : review.place}。\n二、参加人员\n全体党员。支部${strength}。\n三、会前准备\n${unknown('要带什么、写什么，什么时候交')}\n四、有关要求\n${unknown('请假向谁请，怎么联系')}`
      : `${unknown('为什么发这个通知')}，现将有关事项通知如下：\n一、时间地点\n${unknown('哪天几点，在哪里')}\n二、参加人员\n${unknown('哪些人')}。支部${strength}。\n三、有关要求\n${unknown('要做什么，什么时候前做完，向谁报')}`
    case 'reviewCircular': return `根据${unknown('上级的通知文号')}，${reviewPart(review, books)}现将评议结果通报如下：\n一、评定结果\n${decidedPart(review)}\n二、优秀党员名单\n${review === null || gradedNames(review, 'excellent') === '' ? unknown('姓名') : `${gradedNames(review, 'excellent')}。`}\n三、会上指出的主要问题\n${unknown('几个问题，一条一条写')}\n四、整改要求\n${unknown('谁改，改什么，什么时候前改完')}`
    case 'inspectionCircular': return `${unknown('哪天至哪天')}，${unknown('谁带队')}检查了${unknown('哪几个支部或党小组')}的${unknown('什么工作')}。现将情况通报如下：\n一、基本情况\n${unknown('查了几家，好的几家')}\n二、做得好的\n${unknown('单位和做法')}\n三、存在的问题\n${unknown('单位和问题，用数字说')}\n四、整改要求\n有问题的单位于${unknown('哪天')}前改完，并书面报${organisation.name}。`
    case 'publicNotice': return review !== null && review.decidedOn !== null
      ? `经党员大会测评、${review.decidedBy === '' ? unknown('支委会') : review.decidedBy}研究，拟确定${gradedNames(review, 'excellent') || unknown('姓名')}${review.verdicts.filter(({ grade }) => grade === 'excellent').length > 1 ? '等同志' : '同志'}为${unknown('什么等次或称号')}，现予公示。\n公示时间：${unknown('起止日期，一般不少于5个工作日')}。\n公示期间如有意见，请向${organisation.name}反映，监督电话：${organisation.supervisionPhone || unknown('电话')}。反映情况请用真实姓名，并提供具体事实。`
      : `${unknown('公示什么，经过哪些程序')}，现予公示。\n公示时间：${unknown('起止日期，一般不少于5个工作日')}。\n公示期间如有意见，请向${organisation.name}反映，监督电话：${organisation.supervisionPhone || unknown('电话')}。反映情况请用真实姓名，并提供具体事实。`
    case 'commendation': return `${year}年，${unknown('做了什么，谁表现好')}。经${unknown('支委会或党员大会')}研究，决定对以下党员予以表彰：\n一、${unknown('称号')}\n${unknown('姓名')}\n希望受到表彰的${unknown('什么')}。`
    case 'workSummary': return `${year}年，${organisation.name}${strength}。现将全年工作总结如下：\n一、主要工作\n（一）${unknown('一件事')}。${unknown('做了什么，结果怎样')}\n（二）公开承诺。${pledges}，${unknown('兑现了几条')}。\n（三）民主评议。${reviewPart(review, books)}${review?.decidedOn == null ? '' : `评定${gradeFigures(review)}。`}\n二、存在的问题\n${unknown('几条')}\n三、下一年打算\n${unknown('几件事，什么时候做完')}`
    case 'request': return `${unknown('为什么要请示，现在什么情况')}。\n经支委会研究，拟${unknown('怎么办')}。\n妥否，请批示。`
    case 'workReport': return `根据${unknown('哪个通知的要求')}，现将${year}年${unknown('什么工作')}情况报告如下：\n一、基本情况\n支部${strength}。${review === null ? '' : reviewPart(review, books)}\n二、主要做法\n${unknown('几条')}\n三、存在的问题和下步打算\n${unknown('几条')}\n特此报告。`
    case 'committeeMinutes': return `${unknown('哪天几点')}，${unknown('谁')}在${unknown('哪里')}主持召开支委会。纪要如下：\n一、${unknown('议题')}\n会议听取了${unknown('谁')}的汇报。会议决定：${unknown('定了什么，谁办，什么时候办完')}\n二、${unknown('议题')}\n会议决定：${unknown('定了什么')}`
    case 'personalSummary': return `一、这一阶段做了什么\n${unknown('学习、工作、承诺兑现，用事实和数字说')}\n二、还有什么不足\n${unknown('几条')}\n三、下一阶段打算\n${unknown('几件事，什么时候做完')}`
    case 'branchSummary': return `${unknown('哪一阶段')}以来，支部${strength}。\n一、做了哪些工作\n（一）公开承诺。${pledges}，${unknown('进展')}。\n（二）${unknown('一件事')}。${unknown('做了什么，结果怎样')}\n二、存在的问题\n${unknown('几条')}\n三、下一阶段安排\n${unknown('几件事，谁负责，什么时候做完')}`
    case 'deeds': return `${unknown('姓名')}，${unknown('性别、出生年月、入党时间、职务')}。\n一、${unknown('一个方面')}\n${unknown('什么时候、在哪里、做了什么事，结果怎样')}\n二、${unknown('一个方面')}\n${unknown('事实')}`
  }
}

function titleOf(type: OfficialType, { organisation, year }: FrameBooks, review: Review | null): string {
  const who = organisation.name
  switch (type) {
    case 'implementationScheme': return `${who}${unknown('什么工作')}实施方案`
    case 'notice': return review !== null && review.state === 'preparing' ? `${who}关于召开${review.title}大会的通知` : `${who}关于${unknown('什么事')}的通知`
    case 'reviewCircular': return `${who}关于${review?.title ?? `${year}年度民主评议党员`}结果的通报`
    case 'inspectionCircular': return `${who}关于${unknown('什么工作')}检查情况的通报`
    case 'publicNotice': return '公示'
    case 'commendation': return `${who}关于表彰${unknown('什么')}的决定`
    case 'workSummary': return `${who}${year}年工作总结`
    case 'request': return `${who}关于${unknown('什么事')}的请示`
    case 'workReport': return `${who}关于${year}年${unknown('什么工作')}情况的报告`
    case 'committeeMinutes': return `${who}支部委员会会议纪要`.replace('委员会支部委员会', '委员会')
    case 'personalSummary': return `${unknown('哪一阶段')}个人总结`
    case 'branchSummary': return `${who}${unknown('哪一阶段')}总结`
    case 'deeds': return `${unknown('姓名')}同志先进事迹材料`
  }
}

/** 2012-07-01 is the day GB/T 9704—2012 came into force. */
const layoutOf = (year: number) => (year < 2012 ? 'gb1999' as const : 'gb2012' as const)
const upward: readonly OfficialType[] = ['request', 'workReport']
const inside: readonly OfficialType[] = ['notice', 'reviewCircular', 'implementationScheme', 'inspectionCircular', 'commendation']

export function frameOf(type: OfficialType, books: FrameBooks): Frame {
  const review = newest(books.reviews, books.year)
  const round = newest(books.rounds, books.year)
  const { organisation } = books
  const groups = organisation.groups.map(({ name }) => name).join('，')
  const fromReview = review !== null && ['notice', 'reviewCircular', 'publicNotice', 'workSummary', 'workReport'].includes(type)
  return {
    sourceId: fromReview ? review.id : null,
    content: {
      layout: layoutOf(books.year), title: titleOf(type, books, review), body: bodyOf(type, books, review, round), issuers: type === 'personalSummary' || type === 'deeds' ? [] : [organisation.name],
      recipients: upward.includes(type) ? organisation.superior : inside.includes(type) ? (groups === '' ? '全体党员' : `${groups}，全体党员`) : '',
      sealed: !isProseType(type), head: `${organisation.name}文件`,
    },
  }
}

/** What a list of new papers says of each: where its facts come from. */
export const frameNotes: Readonly<Record<OfficialType, string>> = {
  implementationScheme: '目标、步骤、要求', notice: '开会或办事，时间地点人员', reviewCircular: '评议的人数、票数、等次已填好', inspectionCircular: '查了谁，好的和差的', publicNotice: '名单、期限、监督电话',
  commendation: '表彰谁，为什么', workSummary: '党员数、承诺、评议已填好', request: '一件事，报一个上级', workReport: '做完了，报给上级', committeeMinutes: '议题、决定、出席请假列席', personalSummary: '一个人写的，本人签名',
  branchSummary: '支部写的', deeds: '写一个人的事，支部盖章',
}
