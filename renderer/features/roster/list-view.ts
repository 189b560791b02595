import { create } from 'zustand'
import type { PartialDate } from '#shared/text/partial-date'
import type { RosterFilter, RosterOrder } from './list-rows'

/** How the list is looked at; kept while the window is open, so that coming back from a form finds the list as it was left. */
type ListView = { readonly filter: RosterFilter; readonly order: RosterOrder; /** null: today. */ readonly day: PartialDate | null }
export const useListView = create<ListView>()(() => ({ filter: 'here', order: 'roster', day: null }))
export const setListView = (change: Partial<ListView>): void => useListView.setState(change)
