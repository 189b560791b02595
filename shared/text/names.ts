/**
 * Names of people as typed and as compared. Nothing of a name is ever replaced by a look-alike: a rare character, a variant or a
 * compatibility form stays the code point it came as, because it has to agree with the identity card.
 */
const invisible = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu
const han = String.raw`[\p{Script=Han}\p{Co}]`
const spaceInHan = new RegExp(`(?<=${han}\\p{M}*)\\s+(?=${han})`, 'gu')
const dot = /\s*[·•・‧∙⋅．･]\s*/gu

/** `王　丽` is 王丽, `买买提 • 艾力` is 买买提·艾力; words in other scripts keep one space between. */
export function normaliseName(typed: string): string {
  return typed.replace(/[\r\n\t]/gu, ' ').replace(invisible, '').replace(dot, '·').replace(spaceInHan, '').replace(/\s+/gu, ' ').trim()
}

/** Two names with one key are the same name however they were spaced, dotted or capitalised. */
export function nameMatchKey(name: string): string {
  return normaliseName(name).normalize('NFKC').replace(/[\s·.\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, '').toLowerCase()
}

/** In columns of papers two-character names are spread to the width of three: 王　丽. */
export function spreadName(name: string): string {
  const characters = [...name]
  return characters.length === 2 && /^\p{Script=Han}{2}$/u.test(name) ? characters.join('\u3000') : name
}
