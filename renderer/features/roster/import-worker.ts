import { z } from 'zod'
import { dryRunImport, pickSheet } from '#shared/duties/roster-import'
import type { Member } from '#shared/model/member'
import { sheetFileSchema, type Sheet } from '#shared/text/sheet'
import type { FromWorker, ToWorker } from './import-messages'

/** The dry run of an import, beside the page: ten thousand lines are compared with ten thousand members while the window goes on answering. */

// As in the page: the content policy forbids code from strings, and zod would try.
z.config({ jitless: true })

// The encoding is told in the answer of the call, not in the blob.
const blobSchema = sheetFileSchema.pick({ sheets: true })
const slice = 200
let sheets: readonly Sheet[] = []
let members: Member[] = []

function tell(message: FromWorker): void {
  self.postMessage(message)
}

function answer(message: ToWorker): void {
  switch (message.type) {
    case 'file': {
      sheets = blobSchema.parse(JSON.parse(new TextDecoder().decode(message.bytes))).sheets
      tell({ type: 'sheets', sheets: sheets.map(({ name, rows }) => ({ name, rows: rows.length })), picked: pickSheet(sheets) })
      return
    }
    case 'members':
      if (message.first) members = []
      members.push(...message.members)
      return
    case 'run': {
      const sheet = sheets[message.sheet]
      if (sheet === undefined) throw new Error(`no sheet ${message.sheet}`)
      const { rows, ...result } = dryRunImport({ ...message.context, newId: () => crypto.randomUUID() }, sheet, members, message.organisation)
      for (let from = 0; from < rows.length; from += slice) tell({ type: 'rows', rows: rows.slice(from, from + slice), total: rows.length })
      tell({ type: 'result', result })
    }
  }
}

self.onmessage = (event: MessageEvent<ToWorker>) => {
  try {
    answer(event.data)
  } catch (thrown) {
    tell({ type: 'failed', technical: thrown instanceof Error ? `${thrown.name}: ${thrown.message.slice(0, 300)}` : String(thrown) })
  }
}
