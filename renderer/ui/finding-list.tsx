import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { type Finding, inOrder, type Severity } from '#shared/rules/findings'
import type { Act } from './empty-state'
import './ui.css'

/** Findings, never walls where it can be helped: what is wrong and what is right, and the clause it comes from. Word first, colour second. */
export type FindingListProps = {
  readonly findings: readonly Finding[]
  readonly label?: string
  /** Said when there is nothing. */
  readonly none?: ReactNode
  /** The act that settles a finding; undefined where there is none. */
  readonly actOf?: (finding: Finding) => Act | undefined
  /** Advice can be put away. */
  readonly onDismiss?: (finding: Finding) => void
}

const words: Readonly<Record<Severity, string>> = { wall: '要改', warning: '要看', advice: '提醒' }
const looks: Readonly<Record<Severity, string>> = { wall: 'late', warning: 'soon', advice: 'quiet' }

export function FindingList({ findings, label = '要看的地方', none, actOf, onDismiss }: FindingListProps) {
  if (findings.length === 0) return none === undefined ? null : <p className="quiet">{none}</p>
  return (
    <ul className="findings" aria-label={label}>
      {inOrder(findings).map((finding, index) => {
        const act = actOf?.(finding)
        return (
          <li key={`${finding.code}-${finding.where.recordId ?? ''}-${finding.where.field ?? ''}-${index}`}>
            <span className={`finding-word ${looks[finding.severity]}`}>{words[finding.severity]}</span>
            <div>
              <p>{finding.text}</p>
              {finding.source !== '' && <p className="finding-source">依据：{finding.source}</p>}
            </div>
            <div className="finding-acts">
              {act !== undefined && (
                <Button size="small" title={act.hint} disabled={act.disabled === true} onClick={act.onAct}>
                  {act.label}
                </Button>
              )}
              {finding.severity === 'advice' && onDismiss !== undefined && <Button size="small" type="text" icon={<CloseOutlined />} aria-label={`不再提醒：${finding.text}`} title="不再提醒" onClick={() => onDismiss(finding)} />}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** The walls and warnings of one field, as the sentence to stand under it; empty when there is none. */
export function errorAt(findings: readonly Finding[], field: string): string {
  return findings.find((finding) => finding.where.field === field && finding.severity === 'wall')?.text ?? ''
}
