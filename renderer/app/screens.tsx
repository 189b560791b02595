import type { ComponentType } from 'react'
import { AnalysisScreen } from '../features/analysis/analysis-screen'
import { ArchiveScreen } from '../features/archive/archive-screen'
import { DeskScreen } from '../features/desk/desk-screen'
import { MassReviewScreen } from '../features/mass-review/mass-review-screen'
import { PapersScreen } from '../features/papers/papers-screen'
import { PledgeScreen } from '../features/pledge/pledge-screen'
import { ReviewScreen } from '../features/review/review-screen'
import { RosterScreen } from '../features/roster/roster-screen'
import { SafetyScreen } from '../features/safety/safety-screen'
import { SchemeScreen } from '../features/scheme/scheme-screen'
import { SettingsScreen } from '../features/settings/settings-screen'
import type { RoomId } from './rooms'

/** Which screen stands in which room. A room without one is not listed in the sidebar and answers to no key. */
export const screens: Readonly<Partial<Record<RoomId, ComponentType>>> = {
  analysis: AnalysisScreen,
  desk: DeskScreen,
  pledge: PledgeScreen,
  massReview: MassReviewScreen,
  review: ReviewScreen,
  roster: RosterScreen,
  archive: ArchiveScreen,
  papers: PapersScreen,
  safety: SafetyScreen,
  scheme: SchemeScreen,
  settings: SettingsScreen,
}

export function hasScreen(id: RoomId): boolean {
  return screens[id] !== undefined
}
