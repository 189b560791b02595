import { createRoot } from 'react-dom/client'
import { App } from './app/app'
import { giveStylesNonce } from './app/style-nonce'
import './app/tokens.css'
import './app/base.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const nonce = root.dataset['nonce'] ?? ''
giveStylesNonce(nonce)
createRoot(root).render(<App nonce={nonce} />)
