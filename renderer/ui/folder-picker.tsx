import { FolderOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useId, useState } from 'react'
import type { Place } from '#shared/host'
import { call } from '../data/host-client'
import { attempt } from './error-dialog'
import { sayBytes } from './say'
import './ui.css'

/**
 * Drives, sticks and folders with their free space, the proposed place already chosen. The page never knows a path to send: it hands
 * back the host's token. `onChange` is called with the proposed place as soon as the list is there.
 */
export type FolderPickerProps = {
  readonly label: string
  readonly value: Place | null
  readonly onChange: (place: Place) => void
  readonly hint?: string
}

const kinds: Readonly<Record<Place['kind'], string>> = { drive: '硬盘', removable: 'U 盘或移动硬盘', home: '个人文件夹', folder: '文件夹' }

type View = { readonly at: Place | null; readonly parent: string | null; readonly places: readonly Place[] }

export function FolderPicker({ label, value, onChange, hint }: FolderPickerProps) {
  const name = useId()
  const [view, setView] = useState<View | null>(null)
  const [first] = useState(() => ({ value, onChange }))

  useEffect(() => {
    let gone = false
    void attempt(() => call('places.list', {})).then((answer) => {
      if (gone || answer === undefined) return
      setView({ at: null, parent: null, places: answer.places })
      const proposed = answer.places.find((place) => place.recommended) ?? answer.places[0]
      if (first.value === null && proposed !== undefined) first.onChange(proposed)
    })
    return () => {
      gone = true
    }
  }, [first])

  const open = async (token: string | null) => {
    if (token === null) {
      const answer = await attempt(() => call('places.list', {}))
      if (answer !== undefined) setView({ at: null, parent: null, places: answer.places })
      return
    }
    const answer = await attempt(() => call('places.open', { token }))
    if (answer === undefined) return
    setView({ at: answer.place, parent: answer.parent, places: answer.folders })
    onChange(answer.place)
  }

  return (
    <fieldset className="picker" aria-describedby={hint === undefined ? undefined : `${name}-hint`}>
      <legend>{label}</legend>
      {view?.at !== null && view !== null && (
        <div className="folder-path">
          <span>
            <FolderOutlined /> {view.at.path}
          </span>
          <button type="button" className="linkish" onClick={() => void open(view.parent)}>
            {view.parent === null ? '回到所有磁盘' : '上一层'}
          </button>
        </div>
      )}
      <ul className="folders">
        {view === null && <li className="folder-row quiet">正在看有哪些磁盘</li>}
        {view !== null && view.places.length === 0 && <li className="folder-row quiet">这个文件夹里没有别的文件夹，就放在这里</li>}
        {view?.places.map((place) => (
          <li key={place.token} className="folder-row" data-chosen={value?.token === place.token}>
            <input type="radio" name={name} id={`${name}-${place.token}`} checked={value?.token === place.token} onChange={() => onChange(place)} />
            <label htmlFor={`${name}-${place.token}`}>
              {place.label}
              {place.recommended && <b>　建议放这里</b>}
              <span className="quiet small folder-note">
                {kinds[place.kind]}
                {place.freeBytes !== null && `，还空 ${sayBytes(place.freeBytes)}`}
                {place.label !== place.path && `，${place.path}`}
              </span>
            </label>
            <Button size="small" aria-label={`看里面：${place.label}`} onClick={() => void open(place.token)}>
              看里面
            </Button>
          </li>
        ))}
      </ul>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </fieldset>
  )
}
