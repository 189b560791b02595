import { fetchElectron } from './electron-runtime.mjs'

const binary = await fetchElectron({ again: true, seconds: 30 })
console.log(binary === null ? 'Electron 的运行文件取不到；npm start 会用浏览器窗口打开。' : `Electron 已备好：${binary}`)
process.exitCode = binary === null ? 1 : 0
