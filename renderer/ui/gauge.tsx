import './ui.css'

/** A filled bar. The number stands beside it in words; the bar alone says nothing to a reader of greys, so it is hidden from assistive technology. */
export type GaugeProps = { readonly done: number; readonly total: number; readonly width?: number | string; readonly thin?: boolean; readonly says?: string }

export function Gauge({ done, total, width = 120, thin = false, says }: GaugeProps) {
  const part = total <= 0 ? 0 : Math.min(1, Math.max(0, done / total))
  return (
    <span className="gauge" style={typeof width === 'string' ? { width } : undefined}>
      <span className={thin ? 'gauge-bar gauge-bar-thin' : 'gauge-bar'} style={{ width }} aria-hidden="true">
        <span style={{ width: `${part * 100}%` }} />
      </span>
      {says !== undefined && <span>{says}</span>}
    </span>
  )
}
