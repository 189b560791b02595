import { beforeAll, expect, test } from 'vitest'
import { docxToPdf, htmlToPdf, linesOf, readPdf } from './render'
import { everything, longForm, onePage, redHead, spines, threePages, twentyPages } from './samples'
const docs = [['one', onePage()], ['three', threePages()], ['twenty', twentyPages()], ['form', longForm()], ['labels', spines()], ['redhead', redHead()], ['everything', everything()]] as const
beforeAll(async () => { await docxToPdf(docs); for (const [n, d] of docs) await htmlToPdf(n, d) })
test.each(docs.map(([n]) => n))('%s', async (name) => {
  for (const kind of ['word', 'page']) {
    const pages = await readPdf(`${name}-${kind}`)
    console.log(name, kind, pages.length, pages.map((p) => `${p.width.toFixed(1)}x${p.height.toFixed(1)}:${linesOf(p).length}`).join(' '))
  }
  expect(1).toBe(1)
})
