import { SaxesParser } from 'saxes'

/** One pass over an XML part. Names come without their prefix; document types are refused, so no entity of a file is ever expanded. */
export type XmlSteps = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

export function walkXml(bytes: Uint8Array, steps: XmlSteps): void {
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a document type is not allowed here')
  })
  parser.on('opentag', (tag) => steps.open(bare(tag.name), tag.attributes))
  if (steps.close !== undefined) {
    const { close } = steps
    parser.on('closetag', (tag) => close(bare(tag.name)))
  }
  if (steps.text !== undefined) {
    const { text } = steps
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const decoder = xmlDecoder(bytes)
  for (let at = 0; at < bytes.length; at += 256 * 1024) parser.write(decoder.decode(bytes.subarray(at, at + 256 * 1024), { stream: true }))
  parser.write(decoder.decode()).close()
}

function xmlDecoder(bytes: Uint8Array): TextDecoder {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(wide, { fatal: true })
}

/** Attributes of relations carry a prefix: `r:id`. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  return attributes[name] ?? Object.entries(attributes).find(([key]) => bare(key) === name && !key.startsWith('xmlns'))?.[1]
}
