/** Reports as a branch gets them, for measuring: the same trade's words over and over, each put together otherwise. Seeded. */
const subjects = ['账目公开', '代办医保', '走访困难户', '讲党课', '河道巡查', '谈心谈话', '下村服务', '会议记录', '主题党日', '带年轻人', '报修路灯', '调解纠纷', '防汛值守', '发展党员', '收缴党费', '整理档案']
const faults = ['不及时', '走过场', '次数少', '等人上门', '补记的多', '没有回音', '碍于情面', '图省事', '只做了一半', '说得多做得少', '没有计划', '拖到月底']
const places = ['东沟组', '后冲组', '青石渡', '张家坳', '镇上', '窗口', '站里', '西坪', '柳树湾', '老街']
const whys = ['觉得早几天晚几天没关系', '怕得罪人', '总想着忙完这阵再说', '把忙当理由', '没有站在群众想看明白的位置上想', '凭老经验办事', '坐在屋里等人来', '怕麻烦']

export function manyReports(count: number, letters: number): readonly { readonly id: string; readonly text: string }[] {
  let state = 7
  const next = (below: number) => (state = (state * 48271) % 2147483647) % below
  const one = (from: readonly string[]) => from[next(from.length)] ?? ''
  return Array.from({ length: count }, (_, id) => {
    let text = ''
    for (let n = 1; text.length < letters; n += 1) text += `${n}. ${one(subjects)}${one(faults)}。${1 + next(12)}月${1 + next(28)}日在${one(places)}，${one(subjects)}${1 + next(90)}件里有${1 + next(30)}件${one(faults)}，是${one(whys)}。今后${one(subjects)}每月${1 + next(9)}次，${1 + next(12)}月底前到${one(places)}。\n`
    return { id: String(id), text: text.slice(0, letters) }
  })
}
