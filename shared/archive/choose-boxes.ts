import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from '#shared/duties/transition'
import type { ArchiveItem } from '#shared/model/archive'
import { wall } from '#shared/rules/findings'
import { archiveDocuments, isArchiveDocument, officialBoxes } from '#shared/rules/documents'
import { twelveBoxes } from '#shared/rules/packs/working-boxes'
import { rulePackSchema, type RulePack, type WorkingBox } from '#shared/rules/pack'

/** The box of a set that a document of ours belongs in: that which expects it, or that of its theme; empty when there is none. */
export function boxFor(boxes: readonly WorkingBox[], document: string): string {
  const themes: Readonly<Record<string, string | undefined>> = officialBoxes
  const theme = twelveBoxes.find(({ no }) => no === (isArchiveDocument(document) ? archiveDocuments[document].box : themes[document]))
  const found = boxes.find(({ expected }) => expected.some((one) => one.document === document)) ?? boxes.find(({ name }) => name === theme?.name) ?? boxes.find(({ ofEight }) => ofEight === theme?.ofEight)
  return found?.no ?? ''
}

/** Where an item goes when the set of boxes changes: by its document, by a paper its title names, else by the theme the old box and the new share. */
function movedTo(item: ArchiveItem, from: readonly WorkingBox[], to: readonly WorkingBox[]): string {
  const document = item.source?.document.split(':')[0]
  // Where a person put it elsewhere by hand, it follows that box.
  if (document !== undefined && item.workingBox === boxFor(from, document)) return boxFor(to, document)
  const old = from.find(({ no }) => no === item.workingBox)
  if (old === undefined) return ''
  const kin = to.filter(({ ofEight }) => ofEight === old.ofEight)
  const named = kin.find(({ expected }) => expected.some(({ name }) => item.title.includes(name)))
  return (named ?? kin.find(({ name }) => name === old.name) ?? kin[0])?.no ?? ''
}

export type BoxChoice = { readonly boxes: readonly WorkingBox[]; readonly name: string; readonly source: string; readonly who: string; readonly on: string }

/** Another set of working boxes: a local rule with its source, and everything moved to where it now belongs, in one step that can be undone. Final boxes do not change. */
export function chooseBoxes(context: DutyContext, choice: BoxChoice, pack: RulePack, items: readonly ArchiveItem[]): Outcome {
  const { boxes, name, source, who, on } = choice
  if (source.trim() === '') return refused(wall('sourceMissing', '写明依据：哪里要求的，或者本支部的习惯', { field: 'source' }))
  const from = pack.archive.workingBoxes.value
  if (JSON.stringify(from) === JSON.stringify(boxes)) return refused(wall('nothingNew', '现在用的就是这一套'))
  const parsed = rulePackSchema.shape.archive.shape.workingBoxes.safeParse({ value: boxes, source, certainty: 'local' })
  if (!parsed.success) return refused(wall('boxesWrong', '盒号要是两位数字，不能重复，每盒写上名称和放什么', { field: 'boxes' }))
  const moved = items.flatMap((item) => {
    const workingBox = movedTo(item, from, boxes)
    return workingBox === item.workingBox ? [] : [revised(item, { workingBox })]
  })
  return finish({
    title: `工作盒改为${name}`,
    records: [created({ ...headOf(context), kind: 'ruleOverride', pack: pack.id, path: 'archive.workingBoxes', value: boxes, source: source.trim(), who, on }), ...moved],
  })
}

/** A set as it is typed: one box a line, `01 名称：放什么、放什么`. */
export function writeBoxes(boxes: readonly WorkingBox[]): string {
  return boxes.map(({ no, name, contents }) => `${no} ${name}：${contents.join('、')}`).join('\n')
}

/** Reads a typed set; what a full year leaves in a box is taken over from the box of that name, or whose contents it names. The first line that is none is said. */
export function readBoxes(text: string, from: readonly WorkingBox[]): { readonly boxes: readonly WorkingBox[]; readonly wrong: string } {
  const boxes: WorkingBox[] = []
  const named = (name: string) => text.split('\n').some((line) => new RegExp(`^\\s*\\d{1,2}[\\s、.．]*${escaped(name)}\\s*(?:[：:]|$)`, 'u').test(line))
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [, no = '', name = '', rest = ''] = /^\s*(\d{1,2})[\s、.．]*([^：:\d][^：:]*)(?:[：:](.*))?$/u.exec(line) ?? []
    if (no === '') return { boxes, wrong: `第 ${index + 1} 行要写成“01 名称：放什么、放什么”` }
    const contents = rest.split(/[、，,；;]/u).map((part) => part.trim()).filter((part) => part !== '')
    // A box that keeps its name keeps what is its own; two boxes may both hold a 方案.
    const old = from.filter((box) => box.name === name.trim() || (!named(box.name) && box.contents.some((content) => contents.includes(content))))
    const [first] = old
    if (boxes.some((box) => Number(box.no) === Number(no))) return { boxes, wrong: `第 ${index + 1} 行的盒号 ${no} 前面有了` }
    boxes.push({
      no: no.padStart(2, '0'), name: name.trim(), contents: contents.length === 0 ? [name.trim()] : contents, retention: first?.retention ?? 'D10', ofEight: first?.ofEight ?? 8,
      expected: old.flatMap(({ expected }) => expected).filter((one) => !boxes.some((box) => box.expected.some(({ document }) => document === one.document))),
    })
  }
  return { boxes, wrong: boxes.length === 0 ? '一行写一盒' : '' }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
