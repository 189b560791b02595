import { formatDate, surelyBefore } from '#shared/text/partial-date'

/**
 * What a check has to say. A wall stops this one act (and says what would let it through); a warning lets it pass and stays visible;
 * advice can be dismissed. Only what cannot be true, or cannot be undone, is a wall: steps never lock.
 */
export const severities = ['wall', 'warning', 'advice'] as const
export type Severity = (typeof severities)[number]

export type Finding = {
  readonly code: string
  readonly severity: Severity
  /** One Chinese sentence: what is wrong and what is right. */
  readonly text: string
  /** The citation; empty where plain arithmetic or plain sense is the source. */
  readonly source: string
  /** `field` is a path in the form, such as `items.0.due`. */
  readonly where: { readonly recordId?: string; readonly field?: string }
}

type Place = { readonly field?: string; readonly recordId?: string; readonly source?: string }

function finding(severity: Severity, code: string, text: string, place: Place): Finding {
  const where = {
    ...(place.recordId === undefined ? {} : { recordId: place.recordId }),
    ...(place.field === undefined ? {} : { field: place.field }),
  }
  return { code, severity, text, source: place.source ?? '', where }
}

export const wall = (code: string, text: string, place: Place = {}): Finding => finding('wall', code, text, place)
export const warning = (code: string, text: string, place: Place = {}): Finding => finding('warning', code, text, place)
export const advice = (code: string, text: string, place: Place = {}): Finding => finding('advice', code, text, place)

/** A day that cannot be, because what it follows is later: mostly a computer whose clock was set back. */
export function tooEarly(day: string, name: string, since: string | null, sinceName: string, place: Place): readonly Finding[] {
  if (since === null || !surelyBefore(day, since)) return []
  return [wall('tooEarly', `${name}${formatDate(day, 'paper')}早于${sinceName}${formatDate(since, 'paper')}，请改其中一个；要是电脑的日期不对，先把它调对`, place)]
}

export function isWall(candidate: Finding): boolean {
  return candidate.severity === 'wall'
}

/** Walls first, then warnings, then advice; otherwise in the order found. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return severities.flatMap((severity) => findings.filter((candidate) => candidate.severity === severity))
}
