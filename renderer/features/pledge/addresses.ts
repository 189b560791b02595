import { go, hrefOf } from '../../app/route'

/** The places of this room: `#/pledge/<round>/<view>/<which>`; `#/pledge/<pledge>` is where the finder leads. */
export type View = 'see' | 'write' | 'review' | 'publish' | 'edition' | 'export' | 'edit' | 'grid'

export const boardHref = (roundId: string): string => hrefOf('pledge', [roundId])
export const toBoard = (roundId: string): void => go('pledge', [roundId])
export const toView = (roundId: string, view: View, which?: string): void => go('pledge', which === undefined ? [roundId, view] : [roundId, view, which])
/** Another line of the same list leaves no step back. */
export const toParty = (roundId: string, key: string | null): void => go('pledge', key === null ? [roundId] : [roundId, 'see', key], { replace: true })

/** The form one party's pledge is written in: its draft is kept under this name. */
export const writingForm = (roundId: string, key: string): string => `pledge:${roundId}:${key}`
