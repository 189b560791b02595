/**
 * How long a text is, counted as Word and WPS count 字数, so that the figure agrees with what people see there:
 *
 * - every Chinese character counts one, by code point (a rare character outside the basic plane is one, not two);
 * - every full-width punctuation mark counts one (。，、“”《》—— …… ·);
 * - a run of anything else without a space (2026, GB/T, 3.5%) counts one, as one word;
 * - spaces and line breaks count nothing.
 */
export type TextLength = { readonly total: number; readonly han: number; readonly punctuation: number; readonly words: number }

const hanOrKana = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u
/** CJK symbols, full-width forms, and the marks Chinese text shares with Latin but sets full width. */
const wideMark = /^[\u3001-\u303f\uff01-\uff60\uffe0-\uffee\u2018\u2019\u201c\u201d\u2014\u2026\u00b7]$/u

export function lengthOf(text: string): TextLength {
  let [han, punctuation, words, inWord] = [0, 0, 0, false]
  for (const character of text) {
    if (/^\s$/u.test(character)) {
      inWord = false
    } else if (hanOrKana.test(character)) {
      han += 1
      inWord = false
    } else if (wideMark.test(character)) {
      punctuation += 1
      inWord = false
    } else if (!inWord) {
      words += 1
      inWord = true
    }
  }
  return { total: han + punctuation + words, han, punctuation, words }
}
