/** GB/T 2312—1980: the 6,763 Chinese characters of rows 16–87, which is all that the GB2312 cuts of 仿宋 and 楷体 can show. */
let known: ReadonlySet<string> | undefined

function characters(): ReadonlySet<string> {
  if (known !== undefined) return known
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let place = 0xa1; place <= 0xfe; place++) {
      if (row === 0xd7 && place > 0xf9) continue
      bytes.push(row, place)
    }
  }
  known = new Set(new TextDecoder('gbk').decode(new Uint8Array(bytes)))
  return known
}

/** Text in stretches that a GB2312 cut can and cannot show. Only Chinese characters are asked about: Word finds marks by itself. */
export function beyondGb2312(text: string): readonly { readonly text: string; readonly rare: boolean }[] {
  const set = characters()
  const parts: { text: string; rare: boolean }[] = []
  for (const char of text) {
    const rare = /\p{Script=Han}/u.test(char) && char !== '〇' && !set.has(char)
    const last = parts.at(-1)
    if (last?.rare === rare) last.text += char
    else parts.push({ text: char, rare })
  }
  return parts
}
