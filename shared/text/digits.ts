/** ０—９ as an input method types them, made 0—9. */
export function halfWidthDigits(text: string): string {
  return text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}

/** What may be typed into a count: digits alone, as many as a count may have. */
export function digitsTyped(text: string): string {
  return halfWidthDigits(text).replace(/\D/gu, '').slice(0, 5)
}
