import { createRoot } from 'react-dom/client'
import '../app/tokens.css'
import { boothClient } from './booth-client'
import { shut } from './shut'
import { VotePage } from './vote-page'
import './vote.css'

shut()
const root = document.getElementById('root')
if (root === null) throw new Error('vote.html has no #root')
// The key stays in memory: this page keeps nothing in any store.
const client = boothClient(location.hash.slice(1))
createRoot(root).render(<VotePage client={client} />)
