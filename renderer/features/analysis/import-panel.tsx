import { Button, Select } from 'antd'
import { useRef, useState } from 'react'
import type { SortedReport } from '#shared/duties/report-import'
import type { AnalysisPart } from '#shared/model/analysis-report'
import { currentVault } from '../../app/session'
import { call, putStaged } from '../../data/host-client'
import { attempt } from '../../ui/error-dialog'
import { analysisParts, partHeadings } from './part-names'
import type { Writing } from './writing'

/** 导入: a .docx or .txt by its headings into the four parts; what belongs to none is shown and put where a person says. Only the text on the desk changes. */
export function ImportPanel({ parts, onWrite, onClose }: { readonly parts: Writing['parts']; readonly onWrite: (part: AnalysisPart, text: string) => void; readonly onClose: () => void }) {
  const [read, setRead] = useState<SortedReport | null>(null)
  const [busy, setBusy] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const add = (part: AnalysisPart, text: string, before: Writing['parts']) => onWrite(part, [before[part].trimEnd(), text].filter((one) => one !== '').join('\n'))
  const take = async (chosen: File) => {
    setBusy(true)
    const found = await attempt(async () => {
      const vault = currentVault()?.id ?? ''
      const staged = await putStaged(new Uint8Array(await chosen.arrayBuffer()), vault)
      return call('report.read', { vault, staged, name: chosen.name.slice(0, 200) })
    }, { title: '没有导入' })
    setBusy(false)
    if (found === undefined) return
    for (const { part, text } of found.parts) add(part, text, parts)
    setRead(found)
  }
  return (
    <div className="strip strip-confirm analysis-import" role="group" aria-label="导入一份报告">
      <div>
        <p>{read === null ? '选一个 Word 文件（.docx）或文本文件（.txt），按标题放进四个部分，接在已写的后面；只取文字。' : `放好了 ${read.parts.length} 个部分${read.unrecognised.length === 0 ? '。' : `，下面 ${read.unrecognised.length} 段没认出放哪里：`}`}</p>
        {read !== null && (
          <ul className="analysis-left-over">
            {read.unrecognised.map((text, index) => (
              <li key={index}>
                <span>{text}</span>
                <Select<AnalysisPart>
                  size="small" aria-label={`“${text.slice(0, 12)}”放进哪一部分`} placeholder="放进哪一部分" value={null} options={analysisParts.map((part) => ({ value: part, label: partHeadings[part] }))}
                  onChange={(part) => {
                    if (part === null) return
                    add(part, text, parts)
                    setRead({ ...read, unrecognised: read.unrecognised.filter((_, at) => at !== index) })
                  }}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="strip-acts">
        <input ref={file} type="file" className="unseen" tabIndex={-1} aria-label="报告文件" accept=".docx,.txt" onChange={(event) => { const [chosen] = event.target.files ?? []; event.target.value = ''; if (chosen !== undefined) void take(chosen) }} />
        <Button loading={busy} onClick={() => file.current?.click()}>选文件</Button>
        <Button onClick={onClose}>收起</Button>
      </div>
    </div>
  )
}
