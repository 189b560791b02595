import { Button, Input, Radio } from 'antd'
import { useMemo, useState } from 'react'
import { chooseBoxes, readBoxes, writeBoxes } from '#shared/archive/choose-boxes'
import { boxTemplates } from '#shared/rules/packs/working-boxes'
import { fromHere, go } from '../../app/route'
import { carryOut, useActor, useCanWrite } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import type { ArchiveFacts } from './facts'
import { OneActPage } from './one-act-page'
import { underRules } from './use-archive'

/** 工作盒怎么分: twelve, eight, with a box of its own for 创先争优, or a set of one's own. */
export function BoxesPage({ facts }: { readonly facts: ArchiveFacts }) {
  const canWrite = useCanWrite()
  const actor = useActor()
  const { pack, items, today, states } = facts
  const now = pack.archive.workingBoxes
  const [text, setText] = useState(() => writeBoxes(now.value))
  const [source, setSource] = useState('')
  const [busy, setBusy] = useState(false)
  const chosen = boxTemplates.find(({ boxes }) => writeBoxes(boxes) === text)
  const { boxes, wrong } = useMemo(() => (chosen === undefined ? readBoxes(text, now.value) : { boxes: chosen.boxes, wrong: '' }), [chosen, text, now.value])
  const same = writeBoxes(now.value) === text
  const blocked = wrong !== '' ? wrong : same ? '还没有改动' : source.trim() === '' ? '写明依据' : ''
  const act = async () => {
    setBusy(true)
    const then = fromHere()
    const saved = await attempt(() => carryOut(underRules(facts, (context) => chooseBoxes(context, { boxes, name: chosen?.name ?? '自己的一套', source, who: actor?.name ?? '', on: today }, pack, items))), { title: '没有改' })
    setBusy(false)
    if (saved !== undefined) then(() => go('archive'))
  }
  return (
    <OneActPage
      title="工作盒怎么分"
      fact={`现在是 ${states.length} 盒`}
      reason={blocked}
      act={
        <Button type="primary" loading={busy} disabled={!canWrite || blocked !== ''} onClick={() => void act()}>
          换成这一套
        </Button>
      }
    >
      <p>没有哪份规定定死盒数，照上级的要求或本支部的习惯分。换了以后，盒里的文件跟着放进新的盒；归档盒不变。能撤销。</p>
      <p className="quiet small">现在这一套的依据：{now.source}</p>
      <Radio.Group
        aria-label="用哪一套"
        value={chosen?.id ?? 'own'}
        disabled={!canWrite}
        onChange={(event) => setText(writeBoxes(boxTemplates.find(({ id }) => id === event.target.value)?.boxes ?? boxes))}
        options={[...boxTemplates.map(({ id, name }) => ({ value: id, label: name })), { value: 'own', label: '自己的一套', disabled: chosen !== undefined }]}
      />
      <Field label="一行一盒" hint="盒号 名称：放什么、放什么；直接改就成了自己的一套" error={wrong}>
        {(control) => <Input.TextArea {...control} rows={13} disabled={!canWrite} value={text} maxLength={8000} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <Field label="依据" hint="哪个通知要求的；没有就写“本支部习惯”">
        {(control) => <Input {...control} disabled={!canWrite} value={source} maxLength={200} onChange={(event) => setSource(event.target.value)} />}
      </Field>
    </OneActPage>
  )
}
