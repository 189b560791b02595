import { Packer, Paragraph, type Document, type FileChild, type ISectionOptions } from 'docx'

/**
 * What docx writes of a document, quickly: all but the text is alike from one letter to the next (styles, theme, settings, page shapes), and docx builds
 * every bit of it each time. So it is compiled once for each shape with a mark where a section's text goes, and the text alone is written anew.
 */
type Parts = ReadonlyMap<string, string | Uint8Array>
type Shape = { readonly key: string; readonly document: (sections: readonly ISectionOptions[]) => Document }

/** docx would zip its parts at once, to be taken apart again for ours: its compiler, which its types hide, gives them as they are. */
const { compiler } = Packer as unknown as { readonly compiler: { readonly compile: (file: Document) => Parts } }

export function compileWhole(shape: Shape, sections: readonly ISectionOptions[]): Parts {
  return compiler.compile(shape.document(sections))
}

type Node = { readonly [name: string]: unknown }
type Attributes = { readonly [name: string]: string | number | boolean | undefined }

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const escapeXml = (text: string): string => (/[&<>"']/u.test(text) ? text.replace(/[&<>"']/gu, (char) => escapes[char] ?? char) : text)

function attributesOf(attributes: Attributes): string {
  let out = ''
  for (const name in attributes) if (attributes[name] !== undefined) out += ` ${name}="${escapeXml(String(attributes[name]))}"`
  return out
}

/** docx's own tree as XML: `{name: {_attr}}`, or `{name: [{_attr}?, child or text …]}`. */
function write(node: Node): string {
  const name = Object.keys(node)[0] ?? ''
  const value = node[name]
  let attributes = ''
  let content = ''
  for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
    if (typeof item === 'string' || typeof item === 'number') content += escapeXml(String(item))
    else if (typeof item === 'object' && item !== null) {
      const child = item as Node
      if (child['_attr'] !== undefined) attributes += attributesOf(child['_attr'] as Attributes)
      else if (Object.keys(child).length > 0) content += write(child)
    }
  }
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`
}

type Written = { readonly prepForXml: (context: unknown) => Node | undefined }

function bodyOf(children: readonly FileChild[]): string {
  // Only pictures and links ask for the file about them, and those are compiled whole.
  const context = { stack: [], file: {}, viewWrapper: {} }
  return children.map((child) => write((child as unknown as Written).prepForXml(context) ?? {})).join('')
}

const mark = (index: number): Paragraph => new Paragraph(`vb-section-${index}`)
const marks = /<w:p><w:r><w:t xml:space="preserve">vb-section-\d+<\/w:t><\/w:r><\/w:p>/u

const skeletons = new Map<string, Parts>()
const mostSkeletons = 32

export function compileText(shape: Shape, sections: readonly ISectionOptions[]): Parts {
  let skeleton = skeletons.get(shape.key)
  if (skeleton === undefined) {
    skeleton = compileWhole(shape, sections.map((section, index) => ({ ...section, children: [mark(index)] })))
    if (skeletons.size >= mostSkeletons) skeletons.delete(skeletons.keys().next().value ?? '')
    skeletons.set(shape.key, skeleton)
  }
  const around = String(skeleton.get('word/document.xml')).split(marks)
  if (around.length !== sections.length + 1) throw new Error('docx writes its sections otherwise than expected')
  const text = around.map((part, index) => (index === 0 ? part : bodyOf(sections[index - 1]?.children ?? []) + part)).join('')
  return new Map([...skeleton, ['word/document.xml', text]])
}
