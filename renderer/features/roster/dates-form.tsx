import { correctDates } from '#shared/duties/roster-member'
import type { PartialDate } from '#shared/text/partial-date'
import { useDraft } from '../../data/use-draft'
import { DateField } from './member-fields'
import type { PanelFormProps } from './member-panel'
import { FormPanel, usePanelForm } from './panel-form'

type Draft = { readonly joined: PartialDate | null; readonly becameFull: PartialDate | null }

/** 改日期: a mistyped 入党 or 转正 date. That somebody became full is an event, not a correction. */
export function DatesForm({ members, member, onDone }: PanelFormProps) {
  const formName = `member:${member.id}:dates`
  const draft = useDraft<Draft>(formName, { joined: member.joined, becameFull: member.becameFull }, { title: `${member.name}的入党、转正日期` })
  const { value } = draft
  const form = usePanelForm({ form: formName, draft, live: false, onDone, title: '日期没有改', make: () => correctDates(member, members, value) })
  const set = (change: Partial<Draft>) => draft.set((now) => ({ ...now, ...change }))
  return (
    <FormPanel title="改日期" fact={member.name} act="更正" leave="不改了" form={form} draft={draft} onDone={onDone} fields={['joined', 'becameFull']}>
      <p className="quiet">原来写错了才在这里改。刚刚票决转正的，回去“记一件事”里记转正。</p>
      <DateField label="入党时间" value={value.joined} error={form.error('joined')} disabled={false} onChange={(joined, problem) => { set({ joined }); form.onProblem('joined', problem) }} />
      <DateField label="转正时间" hint="还是预备党员就空着；党龄从这天算" value={value.becameFull} error={form.error('becameFull')} disabled={false} onChange={(becameFull, problem) => { set({ becameFull }); form.onProblem('becameFull', problem) }} />
    </FormPanel>
  )
}
