import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDeviceName, maxNameBytes, maxNameChars, nameKey, safeFileName } from './safe-file-name'

const none: ReadonlySet<string> = new Set()
const bytes = (text: string) => new TextEncoder().encode(text).length

test.each([
  ['支部承诺书', '支部承诺书'],
  ['2011年6月: 民主评议<汇总>', '2011年6月： 民主评议＜汇总＞'],
  ['a/b\\c|d?e*f"g', 'a／b＼c｜d？e＊f＂g'],
  ['  承诺\t书\r\n附件  ', '承诺 书 附件'],
  ['总结...', '总结'],
  ['.隐藏', '隐藏'],
  ['../../etc/passwd', '／..／etc／passwd'],
  ['CON', 'CON_'],
  ['nul.txt', 'nul_.txt'],
  ['com1', 'com1_'],
  ['LPT²', 'LPT²_'],
  ['aux .docx', 'aux_.docx'],
  ['CONTENT', 'CONTENT'],
  ['', '未命名'],
  ['...', '未命名'],
  ['\u202e\u200b', '未命名'],
  ['报告\u202egnp.exe', '报告gnp.exe'],
  ['半\ud83d个', '半个'],
  ['e\u0301', '\u00e9'],
])('%j becomes %j', (title, expected) => {
  expect(safeFileName(title, none)).toBe(expected)
})

test('a second of the same name is numbered, also where only case or composition differ', () => {
  expect(safeFileName('承诺书', new Set(['承诺书']))).toBe('承诺书（2）')
  expect(safeFileName('承诺书', new Set(['承诺书', '承诺书（2）']))).toBe('承诺书（3）')
  expect(safeFileName('report', new Set(['REPORT']))).toBe('report（2）')
  expect(safeFileName('\u00e9', new Set(['E\u0301']))).toBe('\u00e9（2）')
  expect(safeFileName('承诺书', new Set(['承诺书.docx']), { ending: '.docx' })).toBe('承诺书（2）.docx')
})

test('suffix and ending are kept whole when the name is cut', () => {
  const name = safeFileName('承'.repeat(300), none, { suffix: '（第2版）', ending: '.docx' })
  expect(name.endsWith('（第2版）.docx')).toBe(true)
  expect(name.length).toBeLessThanOrEqual(maxNameChars)
  expect(bytes(name)).toBeLessThanOrEqual(maxNameBytes)
})

test('a pair of surrogates and a family of joined signs are not cut through', () => {
  const name = safeFileName('𠮷'.repeat(100), none, { maxChars: 11 })
  expect(name).toBe('𠮷'.repeat(5))
  expect(safeFileName('👍🏽'.repeat(40), none, { maxChars: 6 })).toBe('👍🏽')
})

test('too little room is an error, never an empty name', () => {
  expect(() => safeFileName('承诺书', none, { ending: '.docx', maxChars: 5 })).toThrow(RangeError)
})

const anyTitle = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.constantFrom('CON', 'nul', 'com1', '.', ' ', '/', '\\', ':', '承诺', '𠮷', '\u0301', '\ud800', '\udc00', '（2）', 'é', '\n', '\0', '　'), { maxLength: 60 }).map((parts) => parts.join('')),
)

test('any title gives a name every machine can keep', () => {
  fc.assert(
    fc.property(anyTitle, fc.constantFrom('', '.docx', '.pdf'), fc.constantFrom('', '（第12版）'), fc.integer({ min: 20, max: 80 }), (title, ending, suffix, maxChars) => {
      const name = safeFileName(title, none, { ending, suffix, maxChars })
      expect(name.length).toBeGreaterThan(ending.length + suffix.length)
      expect(name.length).toBeLessThanOrEqual(maxChars)
      expect(bytes(name)).toBeLessThanOrEqual(maxNameBytes)
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cs}]/u)
      expect(name).not.toMatch(/^[.\s]|[.\s]$/u)
      expect(isDeviceName(name)).toBe(false)
      expect(name.endsWith(suffix + ending)).toBe(true)
    }),
    { seed: 20110701, numRuns: 2000 },
  )
})

test('any list of titles gives names that stay apart on every disk', () => {
  fc.assert(
    fc.property(fc.array(anyTitle, { minLength: 2, maxLength: 20 }), (titles) => {
      const taken = new Set<string>()
      for (const title of [...titles, ...titles]) {
        const name = safeFileName(title, taken)
        expect([...taken].map(nameKey)).not.toContain(nameKey(name))
        taken.add(name)
      }
    }),
    { seed: 20110702, numRuns: 300 },
  )
})
