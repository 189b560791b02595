import type { Organisation } from '#shared/model/organisation'
import { surelyBefore } from '#shared/text/partial-date'
import { wall, warning, type Finding } from '#shared/rules/findings'
import type { RulePack } from '#shared/rules/pack'
import { created, finish, headOf, refused, revised, type DutyContext, type Outcome } from './transition'

/** 建一个支部 and what is kept about it. 《中国共产党支部工作条例（试行）》: size, 联合党支部, 届期 (the numbers are the pack's). */
export type OrganisationInput = Pick<Organisation, 'name' | 'type'> & Partial<Omit<Organisation, 'id' | 'kind' | 'rev' | 'schema' | 'rulePack' | 'createdSeq' | 'groups' | 'units' | 'terms'>>
export type OrganisationPatch = Partial<Omit<OrganisationInput, 'sample'>>

export function foundOrganisation(context: DutyContext, input: OrganisationInput, existing: Organisation | null = null): Outcome {
  if (existing !== null) return refused(wall('organisationExists', `这套资料已经是“${existing.name}”的，另建一套`, { recordId: existing.id }))
  const record: Organisation = {
    ...headOf(context), kind: 'organisation',
    shortName: '', sector: '其他', superior: '', fondsName: '', fondsCode: '', era: 'current', founded: null,
    telephone: '', supervisionPhone: '', address: '', sample: false,
    ...input, name: input.name.trim(), units: [], groups: [], terms: [],
  }
  return finish({ title: `建立了${record.name}`, records: [created(record)], findings: nameFindings(record) })
}

export function editOrganisation(before: Organisation, patch: OrganisationPatch): Outcome {
  const change = revised(before, { ...patch, name: (patch.name ?? before.name).trim() })
  return finish({ title: `改了${change.after.name}的基本情况`, records: [change], findings: nameFindings(change.after) })
}

function nameFindings(record: Organisation): readonly Finding[] {
  if (record.name === '') return [wall('nameMissing', '写上党组织的全称，和公章一致', { field: 'name' })]
  return [
    ...(record.fondsCode !== '' && record.fondsName === '' ? [warning('fondsNameMissing', '有全宗号，还要写全宗名称', { field: 'fondsName' })] : []),
    // A village's archive is often numbered by the township's own scheme: what the archive gave stands.
    ...(/^(?:[A-Z0-9]{4})?$/.test(record.fondsCode) ? [] : [warning('fondsCodeOther', `全宗号一般是 4 位；“${record.fondsCode}”要是镇里、档案馆给村里的编法，就照它`, { field: 'fondsCode', source: 'DA/T 22—2015《归档文件整理规则》' })]),
  ]
}

type Part = 'groups' | 'units'
const partName: Readonly<Record<Part, string>> = { groups: '党小组', units: '成员单位' }

/** Adds a 党小组 (`groups`) or a member organisation of a 联合党支部 (`units`). */
export function addPart(context: DutyContext, before: Organisation, part: Part, name: string, pack?: RulePack): Outcome {
  const wanted = name.trim()
  const findings: Finding[] = [...partNameFindings(before, part, wanted, null)]
  const most = pack?.organisation.mostUnits
  if (part === 'units' && before.type !== '联合党支部') findings.push(warning('notJoint', '只有联合党支部才分成员单位', { field: 'type' }))
  if (part === 'units' && most !== undefined && before.units.length + 1 > most.value) findings.push(warning('tooManyUnits', `联合党支部一般不超过 ${most.value} 个单位，现在是 ${before.units.length + 1} 个`, { field: 'units', source: most.source }))
  return finish({ title: `添了${partName[part]}“${wanted}”`, records: [revised(before, { [part]: [...before[part], { id: context.newId(), name: wanted }] })], findings })
}

export function renamePart(before: Organisation, part: Part, id: string, name: string): Outcome {
  const old = before[part].find((one) => one.id === id)
  if (old === undefined) return refused(wall('partMissing', `没有这个${partName[part]}`, { recordId: before.id, field: part }))
  const wanted = name.trim()
  return finish({
    title: `${partName[part]}“${old.name}”改名为“${wanted}”`,
    records: [revised(before, { [part]: before[part].map((one) => (one.id === id ? { ...one, name: wanted } : one)) })],
    findings: partNameFindings(before, part, wanted, id),
  })
}

/** `inUse`: how many members still stand in it today. Past intervals keep the id, so it may only go when nobody ever stood in it or all moved on. */
export function removePart(before: Organisation, part: Part, id: string, inUse: number): Outcome {
  const old = before[part].find((one) => one.id === id)
  if (old === undefined) return refused(wall('partMissing', `没有这个${partName[part]}`, { recordId: before.id, field: part }))
  if (inUse > 0) return refused(wall('partInUse', `“${old.name}”里还有 ${inUse} 人，先调到别处`, { recordId: before.id, field: part }))
  return finish({ title: `撤销了${partName[part]}“${old.name}”`, records: [revised(before, { [part]: before[part].filter((one) => one.id !== id) })] })
}

function partNameFindings(record: Organisation, part: Part, name: string, except: string | null): readonly Finding[] {
  if (name === '') return [wall('nameMissing', `写上${partName[part]}的名称`, { field: `${part}.name` })]
  return record[part].some((one) => one.id !== except && one.name === name) ? [wall('nameTaken', `已经有“${name}”了`, { field: `${part}.name` })] : []
}

/** 换届: a new term of the committee; the newest stands last. */
export function addTerm(before: Organisation, term: Organisation['terms'][number]): Outcome {
  const findings: Finding[] = []
  if (term.elected === null && term.ends === null) findings.push(wall('termEmpty', '写上当选日期或届满日期', { field: 'elected' }))
  if (term.elected !== null && term.ends !== null && surelyBefore(term.ends, term.elected)) findings.push(wall('termBackwards', '届满日期早于当选日期，请改其中一个', { field: 'ends' }))
  return finish({ title: '记了一届班子', records: [revised(before, { terms: [...before.terms, term] })], findings })
}

export function editTerm(before: Organisation, index: number, term: Organisation['terms'][number]): Outcome {
  if (before.terms[index] === undefined) return refused(wall('termMissing', '没有这一届', { recordId: before.id, field: 'terms' }))
  const checked = addTerm({ ...before, terms: before.terms.filter((_, other) => other !== index) }, term)
  if (!checked.ok) return checked
  return finish({ title: '改了一届班子', records: [revised(before, { terms: before.terms.map((old, other) => (other === index ? term : old)) })] })
}
