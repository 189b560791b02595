import type { IXmlableObject } from 'docx'

/**
 * docx's own tree as XML, as its packer writes it: `{name: content}`, where content is a text, `{_attr}` alone, or a list of attributes, texts and
 * elements. An element without any content closes itself.
 */
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', "'": '&apos;', '<': '&lt;', '>': '&gt;' }
// Control characters but tab and line ends cannot stand in XML 1.0.
const escape = (value: unknown): string => String(value).replace(/[&"'<>\x00-\x08\x0B\x0C\x0E-\x1F]/gu, (char) => escapes[char] ?? '')

const attributes = (facts: object): string => Object.entries(facts).map(([key, value]) => ` ${key}="${escape(value)}"`).join('')
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null
const attributesOf = (value: unknown): object | null => (isObject(value) && isObject(value['_attr']) ? value['_attr'] : null)

export function xmlOf(node: IXmlableObject): string {
  const [[name, content] = ['', null]] = Object.entries(node) as [string, unknown][]
  if (!Array.isArray(content)) {
    if (isObject(content) || content === null) return `<${name}${attributes(attributesOf(content) ?? {})}/>`
    return `<${name}>${content === undefined ? '' : escape(content)}</${name}>`
  }
  let [facts, inside] = ['', '']
  for (const one of content as readonly unknown[]) {
    const own = attributesOf(one)
    if (own !== null) facts += attributes(own)
    else inside += isObject(one) ? xmlOf(one) : escape(one)
  }
  return `<${name}${facts}>${inside}</${name}>`
}
