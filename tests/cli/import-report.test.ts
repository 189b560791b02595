import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, refusedCli } from '../support/cli'

/** `import-report FILE` on the built host: what it prints of files as people have them, and what it says of those it cannot read. */
let room = ''
const put = async (name: string, bytes: Uint8Array): Promise<string> => {
  const file = path.join(room, name)
  await writeFile(file, bytes)
  return file
}
beforeAll(async () => {
  room = await mkdtemp(path.join(tmpdir(), 'vanguard-import-'))
})
afterAll(() => rm(room, { recursive: true, force: true }))

test('a Word file and a text in GB18030: the parts, and what belongs to none', async () => {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const lines = ['党性分析报告', '赵㛃', '一、存在的问题', '1. 𠮷家沟没去😀。', '二、廉洁自律', '没有收礼。', '三、整改措施', '每月一次。']
  const docx = zipSync({ 'word/document.xml': strToU8(`<w:document ${w}><w:body>${lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')}</w:body></w:document>`) })
  expect(JSON.parse(await cli('import-report', await put('报告.docx', docx)))).toEqual({ parts: [{ part: 'problems', text: '1. 𠮷家沟没去😀。' }, { part: 'measures', text: '每月一次。' }], unrecognised: ['党性分析报告', '赵㛃', '二、廉洁自律', '没有收礼。'] })
  const gb = Uint8Array.from([0xd2, 0xbb, 0xa1, 0xa2, 0xce, 0xca, 0xcc, 0xe2, 0x0d, 0x0a, 0xc2, 0xfd, 0xa1, 0xa3])
  expect(JSON.parse(await cli('import-report', await put('报告.txt', gb)))).toEqual({ parts: [{ part: 'problems', text: '慢。' }], unrecognised: [] })
})

test('what cannot be read: exit code 1, a sentence on stderr, nothing on stdout', async () => {
  const bad: readonly (readonly [string, Uint8Array | null, string])[] = [
    ['假的.docx', strToU8('只是文字'), '假的.docx不是能读的 Word 文件，也不是纯文字'],
    ['旧的.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '旧的.doc是旧版的 .doc、.wps，或者加了密码'],
    ['断了.docx', zipSync({ 'word/document.xml': strToU8('<w:document>') }).slice(0, 60), '断了.docx不是能读的 Word 文件'],
    ['空.txt', new Uint8Array(), '空.txt里面没有文字'],
    ['没有.docx', null, '没有.docx打不开'],
  ]
  for (const [name, bytes, words] of bad) {
    const answer = await refusedCli('import-report', bytes === null ? path.join(room, name) : await put(name, bytes))
    expect([answer.code, answer.stdout], name).toEqual([1, ''])
    expect(answer.stderr, name).toContain(words)
  }
  expect(await refusedCli('import-report')).toMatchObject({ code: 1, stdout: '' })
})
