import { contextBridge, ipcRenderer } from 'electron'
import { makeBridge } from './desktop/bridge'

contextBridge.exposeInMainWorld('vanguard', makeBridge(ipcRenderer))
