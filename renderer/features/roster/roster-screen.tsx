import { Page, PageHeader } from '../../app/page-header'
import { useRoute } from '../../app/route'
import { useOrganisation, useRecords } from '../../data/queries'
import { AddPage } from './add-page'
import { ImportPage } from './import-page'
import { ListPage } from './list-page'
import { PaperPage } from './paper-page'
import { PartsPage } from './parts-page'
import './roster.css'

/**
 * 党员名册. `#/roster` the list, `#/roster/due` what falls due, `#/roster/<member>` a member, `#/roster/<member>/<act>` an act on one
 * (member-acts.ts), and the pages `add`, `import`, `parts`, `paper`.
 */
export function RosterScreen() {
  const organisation = useOrganisation()
  const members = useRecords('member')
  const { path } = useRoute()
  if (organisation === null || organisation === undefined || members === undefined) {
    return <Page header={<PageHeader title="党员名册" fact="正在读名册" />}>{null}</Page>
  }
  switch (path[0]) {
    case 'add':
      return <AddPage organisation={organisation} members={members} />
    case 'import':
      return <ImportPage organisation={organisation} members={members} />
    case 'parts':
      return <PartsPage organisation={organisation} members={members} />
    case 'paper':
      return <PaperPage organisation={organisation} members={members} />
    default:
      return <ListPage organisation={organisation} members={members} path={path} />
  }
}
