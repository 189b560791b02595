import { expect, test } from 'vitest'
import { chunksOf, type Chunk } from './export-chunks'

const paper = (text: string, sections = 1) => ({ text, document: { title: '样', sections: Array.from({ length: sections }, (_, n) => ({ n, text })) } })
type Paper = ReturnType<typeof paper>

async function all(documents: readonly Paper[], limit?: number): Promise<readonly Chunk<Paper>[]> {
  const chunks: Chunk<Paper>[] = []
  for await (const chunk of chunksOf(documents, limit)) chunks.push(chunk)
  return chunks
}
const staged = async (chunk: Chunk<Paper> | undefined): Promise<unknown> => (chunk?.type === 'staged' ? JSON.parse(await chunk.json.text()) : null)

test('documents go in their order, as many to a call as fit', async () => {
  const documents = [...'甲乙丙丁戊己庚辛壬癸'].map((text) => paper(text))
  const one = new TextEncoder().encode(JSON.stringify(documents[0])).length + 1
  const chunks = await all(documents, one * 3)
  expect(chunks.map((chunk) => (chunk.type === 'inline' ? chunk.documents.map(({ text }) => text).join('') : ''))).toEqual(['甲乙丙', '丁戊己', '庚辛壬', '癸'])
})

test('size is counted in bytes, not in characters', async () => {
  expect(await all([paper('档'.repeat(40))], 200)).toMatchObject([{ type: 'staged' }])
  expect(await all([paper('a'.repeat(40))], 200)).toMatchObject([{ type: 'inline' }])
})

test('one that fits no call goes staged, alone and in its place, word for word', async () => {
  const [small, large] = [paper('a'), paper('"}\\', 200)]
  const chunks = await all([small, large, small], 1000)
  expect(chunks.map(({ type }) => type)).toEqual(['inline', 'staged', 'inline'])
  expect(await staged(chunks[1])).toEqual([large])
  expect(await staged((await all([{ ...large, document: { title: '', sections: [] } }], 1))[0])).toEqual([{ text: '"}\\', document: { title: '', sections: [] } }])
})

test('nothing gives no call', async () => {
  expect(await all([])).toEqual([])
})
