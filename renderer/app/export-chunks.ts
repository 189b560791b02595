import { maxJsonBytes } from '#shared/host'
import { breathing } from '../data/breathe'

/** What one call carries of documents; some room is left for what stands around them. */
export const maxCallBytes = maxJsonBytes - 64 * 1024
/** Less than fits: a call is written out and read in one go, and the window waits for it. */
const usualBytes = 256 * 1024

export type Chunk<T> = { readonly type: 'inline'; readonly documents: readonly T[] } | { readonly type: 'staged'; readonly json: Blob }
type Sectioned = { readonly document: { readonly sections: readonly unknown[] } }

/** Documents in their order, as many to a call as fit; one that fits none goes staged, alone. The window breathes in between. */
export async function* chunksOf<T extends Sectioned>(documents: readonly T[], limit: number = usualBytes): AsyncGenerator<Chunk<T>> {
  const encoder = new TextEncoder()
  const breathe = breathing()
  let open: T[] = []
  let size = 0
  for (const document of documents) {
    const pieces: Uint8Array<ArrayBuffer>[] = []
    for (const text of jsonPieces(document)) {
      pieces.push(encoder.encode(text))
      const turn = breathe()
      if (turn !== null) await turn
    }
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 1)
    if (open.length > 0 && size + bytes > limit) {
      yield { type: 'inline', documents: open }
      open = []
      size = 0
    }
    if (bytes > limit) yield { type: 'staged', json: new Blob(['[', ...pieces, ']']) }
    else {
      open.push(document)
      size += bytes
    }
  }
  if (open.length > 0) yield { type: 'inline', documents: open }
}

/** A document as JSON, its sections one by one: hundreds of papers bound together are too long for one breath. */
function* jsonPieces<T extends Sectioned>({ document: { sections, ...document }, ...around }: T): Generator<string> {
  const opened = (value: object): string => {
    const text = JSON.stringify(value)
    return text === '{}' ? '{' : `${text.slice(0, -1)},`
  }
  yield `${opened(around)}"document":${opened(document)}"sections":[`
  for (const [at, section] of sections.entries()) yield `${at === 0 ? '' : ','}${JSON.stringify(section)}`
  yield ']}}'
}
