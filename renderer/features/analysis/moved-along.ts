/** Where a place of the text as it was checked stands in the text as it is now. */
export function movedAlong(then: string, now: string, at: number): number {
  if (then === now) return at
  let same = 0
  while (same < then.length && same < now.length && then[same] === now[same]) same += 1
  return at <= same ? at : Math.max(same, Math.min(now.length, at + now.length - then.length))
}
