import './ui.css'

/** Parts of one room, as a row of words under its header; the chosen one is bold over an ink bar. */
export type PageTab<Id extends string> = { readonly id: Id; readonly name: string }

export function PageTabs<Id extends string>({ label, tabs, chosen, onChoose }: { readonly label: string; readonly tabs: readonly PageTab<Id>[]; readonly chosen: Id; readonly onChoose: (id: Id) => void }) {
  return (
    <div className="page-tabs" role="group" aria-label={label}>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" aria-pressed={tab.id === chosen} onClick={() => onChoose(tab.id)}>
          {tab.name}
        </button>
      ))}
    </div>
  )
}
