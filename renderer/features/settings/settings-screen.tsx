import { go, useRoute } from '../../app/route'
import { Page, PageHeader } from '../../app/page-header'
import { useSingle } from '../../app/session'
import { PageTabs } from '../../ui/page-tabs'
import { AboutPart } from './about-part'
import { HoldersPart } from './holders-part'
import { OrganisationPart } from './organisation-part'
import { PrinterPart } from './printer-part'
import { RulesPart } from './rules-part'
import { TextSizePart } from './text-size-part'
import './settings.css'

const parts = [
  { id: 'organisation', name: '党组织', View: OrganisationPart },
  { id: 'holders', name: '经办人', View: HoldersPart },
  { id: 'rules', name: '规矩', View: RulesPart },
  { id: 'size', name: '字号', View: TextSizePart },
  { id: 'printer', name: '打印', View: PrinterPart },
  { id: 'about', name: '关于', View: AboutPart },
] as const

export function SettingsScreen() {
  const { path } = useRoute()
  const organisation = useSingle('organisation')
  const part = parts.find((each) => each.id === path[0]) ?? parts[0]
  return (
    <Page
      header={<PageHeader title="设置" fact={organisation?.name} />}
      below={
        <PageTabs label="设置哪一样" tabs={parts} chosen={part.id} onChoose={(id) => go('settings', [id], { replace: true })} />
      }
    >
      <part.View />
    </Page>
  )
}
