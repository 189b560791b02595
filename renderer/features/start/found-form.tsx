import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Place, VaultInfo } from '#shared/host'
import { organisationTypes, sectors } from '#shared/model/organisation'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { FolderPicker } from '../../ui/folder-picker'
import { checkFound, foundBranch } from './found'
import { dropFound, emptyFound, eras, keepFound, keptFound, type FoundErrors, type FoundFields } from './found-fields'
import './start.css'

/**
 * 建一个支部. With `vault` the place is already chosen and empty (an earlier attempt stopped half way, or a restored one without an organisation).
 */
export type FoundFormProps = { readonly vault: VaultInfo | null; readonly onBack: () => void }

export function FoundForm({ vault, onBack }: FoundFormProps) {
  const [fields, setFields] = useState<FoundFields>(keptFound)
  const [errors, setErrors] = useState<FoundErrors>({})
  const [place, setPlace] = useState<Place | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useShortcut('Esc', onBack)
  useEffect(() => keepFound(fields), [fields])

  const set = <F extends keyof FoundFields>(field: F, value: FoundFields[F]) => {
    setFields((before) => ({ ...before, [field]: value }))
    setErrors((before) => (before[field] === undefined ? before : { ...before, [field]: undefined }))
  }
  const typed = (field: 'name' | 'shortName' | 'superior' | 'fondsName' | 'fondsCode' | 'holderName' | 'holderPost') => ({
    value: fields[field],
    onChange: (event: { readonly target: { readonly value: string } }) => set(field, event.target.value),
  })

  const found = async () => {
    const wrong = checkFound(fields)
    setErrors(wrong)
    if (Object.values(wrong).some((error) => error !== undefined && error !== '')) {
      // To the first wrong field, once it is drawn as wrong.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    setBusy(true)
    const done = await attempt(() => foundBranch(fields, vault, place?.token ?? null), { title: '没有建成', again: '再建一次' })
    setBusy(false)
    if (done !== undefined) dropFound()
  }

  return (
    <main className="start">
      <form
        ref={form}
        className="start-sheet start-wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void found()
        }}
      >
        <header className="start-head">
          <div>
            <h1>建一个支部</h1>
            <p>名称和公章一致，别的以后都能改。</p>
          </div>
          <div className="start-acts">
            <Button onClick={onBack}>{vault === null ? '先不建' : '关上这套资料'}</Button>
            <Button type="primary" htmlType="submit" loading={busy} title="建好资料夹，记下党组织和经办人，就能录党员">
              建支部
            </Button>
          </div>
        </header>
        <div className="start-form">
          <div className="start-column">
            <section>
              <h2>党组织</h2>
              <div className="fields">
                <Field label="全称" required hint="和公章上的一样，例如 中共某某村党支部委员会" error={errors.name}>
                  {(control) => <Input {...control} {...typed('name')} autoFocus maxLength={200} />}
                </Field>
                <div className="fields-two">
                  <Field label="简称" hint="界面和短标题里用，例如 某某村党支部" error={errors.shortName}>
                    {(control) => <Input {...control} {...typed('shortName')} maxLength={100} />}
                  </Field>
                  <Field label="上级党组织" hint="没有就空着" error={errors.superior}>
                    {(control) => <Input {...control} {...typed('superior')} maxLength={200} />}
                  </Field>
                  <Field label="组织类别" error={errors.type}>
                    {(control) => <Select {...control} value={fields.type} options={organisationTypes.map((value) => ({ value, label: value }))} onChange={(value) => set('type', value)} />}
                  </Field>
                  <Field label="所在领域" error={errors.sector}>
                    {(control) => <Select {...control} value={fields.sector} options={sectors.map((value) => ({ value, label: value }))} onChange={(value) => set('sector', value)} />}
                  </Field>
                </div>
                <Field label="照哪几年的规矩办" hint={eras.find((era) => era.id === fields.era)?.note} error={errors.era}>
                  {(control) => <Select {...control} value={fields.era} options={eras.map((era) => ({ value: era.id, label: era.title }))} onChange={(value) => set('era', value)} />}
                </Field>
              </div>
            </section>
          </div>
          <div className="start-column">
            <section>
              <h2>归档用</h2>
              <div className="fields-two">
                <Field label="归入哪个全宗" hint="多半是村委会或单位；不知道就空着" error={errors.fondsName}>
                  {(control) => <Input {...control} {...typed('fondsName')} maxLength={200} />}
                </Field>
                <Field label="全宗号" hint="档案馆或镇里给的，一般 4 位；没有就空着" error={errors.fondsCode}>
                  {(control) => <Input {...control} {...typed('fondsCode')} maxLength={12} />}
                </Field>
              </div>
            </section>
            <section>
              <h2>经办人</h2>
              <div className="fields-two">
                <Field label="姓名" required hint="每一笔都记下是谁办的；不设密码" error={errors.holderName}>
                  {(control) => <Input {...control} {...typed('holderName')} maxLength={50} autoComplete="off" />}
                </Field>
                <Field label="职务" hint="例如 组织委员；可以空着" error={errors.holderPost}>
                  {(control) => <Input {...control} {...typed('holderPost')} maxLength={50} autoComplete="off" />}
                </Field>
              </div>
            </section>
            {vault === null && (
              <section>
                <FolderPicker label="资料放在哪里" value={place} onChange={setPlace} hint={place === null ? '建在所选的地方，自成一个资料夹。' : `会建在 ${place.path} 里，自成一个资料夹。`} />
              </section>
            )}
          </div>
        </div>
        <p className="start-secret">
          <b>不得录入涉密信息。</b>这里只放支部日常工作的资料。
          {JSON.stringify(fields) !== JSON.stringify(emptyFound) && <span className="quiet small">　写的内容先留在这台电脑上，关了再来还在。</span>}
        </p>
      </form>
    </main>
  )
}
