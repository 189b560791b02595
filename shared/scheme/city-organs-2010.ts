import type { BuiltInScheme, BuiltInTask, TaskDuty } from './built-in'

/*
 * 市直机关创先争优活动, 2010–2012, by the 实施意见 of a city's 市直机关工委 of 2010-06-12, made under 中办发〔2010〕12号.
 * The facts are its: five stages and their months, 五个好, 五带头, the eight pieces of work of the second stage. The wording is ours.
 */
function task(title: string, detail: string, duty: TaskDuty, due: string | null = null): BuiltInTask {
  return { title, detail, duty, due }
}

export const cityOrgans2010: BuiltInScheme = {
  id: 'city-organs-2010',
  version: 1,
  title: '市直机关创先争优活动实施方案（2010—2012）',
  issuer: '市直机关工委',
  issuedOn: '2010-06-12',
  docNo: '',
  purpose: '建先进党组织，当优秀党员。四个目标：推动科学发展、促进社会和谐、服务人民群众、加强基层组织。两个节点：建党90周年、党的十八大。',
  branchStandard: ['领导班子好', '党员队伍好', '工作机制好', '工作业绩好', '群众反映好'],
  memberStandard: ['带头学习提高', '带头争创佳绩', '带头服务群众', '带头遵纪守法', '带头弘扬正气'],
  stages: [
    {
      name: '动员部署', from: '2010-06', to: '2010-06',
      tasks: [
        task('定本单位的实施细则', '写清目标、内容、步骤和分工，报上级备案。', 'scheme', '2010-06'),
        task('开党员大会动员', '把活动为什么搞、怎么搞讲明白。', 'meeting', '2010-06'),
        task('宣传发动', '用公开栏、网站等把目标和步骤告诉大家。', '', '2010-06'),
      ],
    },
    {
      name: '全面争创', from: '2010-07', to: '2011-06',
      tasks: [
        task('公开承诺', '支部写目标、重点任务、进度和措施；党员写打算和努力方向；上公开栏，请群众监督。', 'pledge', null),
        task('党性教育', '七一前后用一周做一次党性分析；在职党员每人写一份党性分析报告，群众评议党员。', 'analysisReport', '2010-07'),
        task('岗位练兵', '结合本单位的中心工作和各人岗位，练业务、搞创新。', 'study', null),
        task('服务群众', '看望困难群众，结对子，做志愿者，帮着解决难处。', '', null),
        task('亮牌示范', '设党员先锋岗、党员示范岗，改作风、提效能。', '', null),
        task('组织创新', '班子、阵地、活动、制度、保障都要规范；建学习型党组织。', '', null),
        task('领导点评', '上级每半年集中点评一次：肯定成绩，指出问题，说明努力方向。', 'superiorComment', null),
        task('群众评议', '问卷、意见箱、座谈会、活动监督员；结果登记，并告诉群众。', 'massReview', null),
      ],
    },
    {
      name: '评选先进', from: '2011-06', to: '2011-06',
      tasks: [
        task('检查考核', '考核下级党组织和党员开展活动的情况，迎接上级检查。', '', '2011-06'),
        task('典型上报', '条件和人选先公示听意见，再上报。', 'selection', '2011-06'),
        task('评选表彰', '七一前表彰，从中推荐到上级。', 'selection', '2011-06-30'),
      ],
    },
    {
      name: '深化拓展', from: '2011-07', to: '2012-06',
      tasks: [
        task('典型宣传', '宣讲先进事迹，到示范点参观学习。', '', null),
        task('对标定位', '对照先进和标准找差距，定赶上去的办法。', 'rectification', null),
        task('整体推进', '先进的带头，中间的规范提高，落后的改变面貌。', '', null),
      ],
    },
    {
      // The scheme ends "before the 18th congress", which opened on 2012-11-08.
      name: '总结表彰', from: '2012-07', to: '2012-11-07',
      tasks: [
        task('搞好总结', '支部和党员都写阶段总结，找不足，定改进办法。', 'archive', null),
        task('完善机制', '管用的做法写成制度。', '', null),
        task('评选表彰', '七一前后专项表彰两年来的先进党组织和优秀党员，择优上报。', 'selection', '2012-07'),
      ],
    },
  ],
}
