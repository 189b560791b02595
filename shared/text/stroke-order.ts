/**
 * 姓氏笔画: lists of people stand by the strokes of the surname, then of the given name (the Unicode stroke collation). Where a
 * machine's collation data lack it, the common surnames below keep their order and the rest follow by code point: never another
 * order from one run to the next on the same machine.
 */
const surnames =
  '丁刁卜万上于卫干门马丰乌尹云亓井亢仇元公勾区卞孔尤巴戈支文方毛牛王计车韦丛乐付仝令兰冉冯包卢厉古史叶司宁左帅平母玉甘田由申白皮石邓龙乔仲任伊伍伏全关农刘匡华印危吉向吕孙安尧巩师庄戎成曲朱朴权毕江池汤牟'
  + '米纪羊艾衣许边邝闫闭齐严但位何佘余佟况冶冷初利劳吴宋岑巫应张时李杜束来杨汪沈沙狄甫肖谷豆辛邢那邬闵阮阳阴麦冼卓单周呼和国奉孟季宗官尚居屈岳幸庞房於明易杭林欧武狐祁练罗芦芮花苏连迟邰邱邵邸邹金阿陆陈侯俞'
  + '信南哈姚姜宣宫封战施昝柏查柯柳段皇相禹娄胡胥苑苗苟范茅费贺赵郁郎郑钟闻项饶骆修倪党凌卿原唐夏奚姬容宾展席徐徒晁晋晏柴栗栾桂桑殷浦海涂班祖祝秦索翁耿聂茹荣袁诸诺谈贾郜郝钱顾高商宿寇尉屠崔常康戚扈敖曹梁梅'
  + '盖盘盛符莫谌郭都银阎陶章鹿麻龚傅储喻富嵇强彭惠揭斯普景智曾植温游湛焦程童粟舒荆覃谢辜逯隆隋韩鲁黄廉敬楚楼满窦简葛董蒋虞裘解詹路阙雍雷靳鲍廖漆熊甄管缪翟臧蒙蒲蓝裴褚谭赫鄢阚鲜慕樊滕潘蔡蔺颜黎冀燕穆衡霍戴'
  + '檀薄薛鞠瞿魏'
const places = new Map([...surnames].map((surname, index) => [surname, index]))

function byTable(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const [one = '', other = ''] = [left[index], right[index]]
    if (one === other) continue
    const [place, otherPlace] = [places.get(one) ?? Infinity, places.get(other) ?? Infinity]
    return place !== otherPlace ? (place < otherPlace ? -1 : 1) : byCodePoint(one, other)
  }
  return left.length - right.length
}

function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

function comparer(): (a: string, b: string) => number {
  const collator = new Intl.Collator('zh-u-co-stroke')
  return collator.resolvedOptions().collation === 'stroke' ? collator.compare : byTable
}
const compareText = comparer()

/** Total: names that collate alike are told apart by code point. `fallback` takes the order of machines without the collation. */
export function compareNames(a: string, b: string, fallback = false): number {
  return (fallback ? byTable(a, b) : compareText(a, b)) || byCodePoint(a, b)
}

type Person = { readonly id: string; readonly name: string }
/** For `sort`: by strokes of the name, then by id. */
export function byStrokes(a: Person, b: Person): number {
  return compareNames(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
