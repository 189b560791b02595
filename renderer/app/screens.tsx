import type { ComponentType } from 'react'
import { DeskScreen } from '../features/desk/desk-screen'
import { SafetyScreen } from '../features/safety/safety-screen'
import { SchemeScreen } from '../features/scheme/scheme-screen'
import { SettingsScreen } from '../features/settings/settings-screen'
import type { RoomId } from './rooms'

/** Which screen stands in which room. A room without one is not listed in the sidebar and answers to no key. */
export const screens: Readonly<Partial<Record<RoomId, ComponentType>>> = {
  desk: DeskScreen,
  safety: SafetyScreen,
  scheme: SchemeScreen,
  settings: SettingsScreen,
}

export function hasScreen(id: RoomId): boolean {
  return screens[id] !== undefined
}
