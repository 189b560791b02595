import { Button, Select } from 'antd'
import { startTransition, useCallback, useEffect, useRef, useState, type DragEvent } from 'react'
import { confirmImport, type ImportDryRun } from '#shared/duties/roster-import'
import type { Member } from '#shared/model/member'
import type { Organisation } from '#shared/model/organisation'
import { Page, PageHeader } from '../../app/page-header'
import { go, hrefOf } from '../../app/route'
import { carryOut, dutyContext, useCanWrite, useVault } from '../../app/session'
import { useShortcut } from '../../app/shortcuts'
import { attempt } from '../../ui/error-dialog'
import { Gauge } from '../../ui/gauge'
import { sayNumber } from '../../ui/say'
import { ColumnsHint } from './empty-roster'
import { ImportResult } from './import-result'
import { chosenCount } from './import-rows'
import { openSheetFile, type OpenedFile } from './import-run'

type Step =
  | { readonly type: 'choose' }
  | { readonly type: 'reading'; readonly words: string; readonly done: number; readonly total: number }
  | { readonly type: 'shown'; readonly file: OpenedFile; readonly sheet: number; readonly dryRun: ImportDryRun }
  | { readonly type: 'saving'; readonly count: number }

/** 导入: choose a file, look at what it would do line by line, then one act. Nothing is written before that. */
export function ImportPage({ organisation, members }: { readonly organisation: Organisation; readonly members: readonly Member[] }) {
  const canWrite = useCanWrite()
  const vault = useVault()
  const [step, setStep] = useState<Step>({ type: 'choose' })
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const opened = useRef<OpenedFile | null>(null)
  /** Counts what was begun: an answer to something stopped or left since is not for this page any more. */
  const turn = useRef(0)
  const books = useRef({ members, organisation })
  useEffect(() => {
    books.current = { members, organisation }
  })
  const stop = useCallback(() => {
    turn.current += 1
    opened.current?.close()
    opened.current = null
  }, [])
  useEffect(() => stop, [stop])
  const back = () => go('roster')
  useShortcut('Esc', back)
  const again = () => {
    stop()
    setLeftOut(new Set())
    setStep({ type: 'choose' })
  }

  /** Runs one stretch of work; what fails is said, and the page stands at the beginning again. */
  const work = (job: (mine: () => boolean) => Promise<void>) => {
    turn.current += 1
    const mine = turn.current
    const current = () => turn.current === mine
    void attempt(async () => {
      try {
        await job(current)
      } catch (thrown) {
        if (!current()) return
        again()
        throw thrown
      }
    })
  }
  const check = async (file: OpenedFile, sheet: number, mine: () => boolean) => {
    const words = `正在和名册对 ${sayNumber(file.sheets[sheet]?.rows ?? 0)} 行`
    const { today, rulePack, seq } = dutyContext()
    setStep({ type: 'reading', words, done: 0, total: 0 })
    setLeftOut(new Set())
    const dryRun = await file.run(sheet, books.current.members, books.current.organisation, { today, rulePack, seq }, (done, total) => {
      if (mine()) setStep({ type: 'reading', words, done, total })
    })
    // Ten thousand rows take a while to draw: in pieces, so that the window goes on answering.
    if (mine()) startTransition(() => setStep({ type: 'shown', file, sheet, dryRun }))
  }
  const take = (file: File | undefined) => {
    if (file === undefined || vault === null) return
    stop()
    setStep({ type: 'reading', words: `正在读${file.name}`, done: 0, total: 0 })
    work(async (mine) => {
      const found = await openSheetFile(file, vault.id)
      if (!mine()) return found.close()
      opened.current = found
      await check(found, found.picked, mine)
    })
  }
  const pick = (file: OpenedFile, sheet: number) => work((mine) => check(file, sheet, mine))
  const confirm = (shown: Extract<Step, { readonly type: 'shown' }>) => {
    setStep({ type: 'saving', count: chosenCount(shown.dryRun, leftOut) })
    void attempt(() => carryOut(confirmImport(shown.dryRun, { leaveOut: leftOut })), { title: '没有导入' }).then((done) => {
      if (opened.current !== shown.file) return
      if (done !== undefined) back()
      // Perhaps somebody was changed meanwhile: looked at anew, it is right again.
      else pick(shown.file, shown.sheet)
    })
  }

  if (step.type === 'shown') {
    const count = chosenCount(step.dryRun, leftOut)
    return (
      <Page
        fill
        header={
          <PageHeader
            title="导入名册"
            back={{ label: '党员名册', href: hrefOf('roster') }}
            fact={step.file.name}
            {...(count === 0 ? { reason: '没有要导入的' } : {})}
            acts={
              <>
                {step.file.sheets.length > 1 && (
                  <Select aria-label="导入哪一张表" className="roster-sheet-pick" value={step.sheet} options={step.file.sheets.map((sheet, value) => ({ value, label: `${sheet.name}（${sayNumber(sheet.rows)} 行）` }))} onChange={(sheet) => pick(step.file, sheet)} />
                )}
                <Button onClick={again}>换一个文件</Button>
                <Button type="primary" disabled={!canWrite || count === 0} title="一次写进名册；导错了可以撤销" onClick={() => confirm(step)}>
                  导入这 {sayNumber(count)} 人
                </Button>
              </>
            }
          />
        }
      >
        <ImportResult dryRun={step.dryRun} leftOut={leftOut} onLeftOut={setLeftOut} />
      </Page>
    )
  }
  return (
    <Page header={<PageHeader title="导入名册" back={{ label: '党员名册', href: hrefOf('roster') }} fact="先看会添哪些、改哪些，看好了才写进去" />}>
      {step.type === 'choose' ? <Choose canWrite={canWrite} onFile={take} /> : <Waiting step={step} onStop={step.type === 'reading' ? again : null} />}
    </Page>
  )
}

function Waiting({ step, onStop }: { readonly step: Extract<Step, { readonly type: 'reading' | 'saving' }>; readonly onStop: (() => void) | null }) {
  const words = step.type === 'saving' ? `正在存 ${sayNumber(step.count)} 人` : step.total === 0 ? step.words : `对好 ${sayNumber(step.done)} 行，共 ${sayNumber(step.total)} 行`
  return (
    <section className="roster-waiting">
      <p role="status">{words}</p>
      {step.type === 'reading' && <Gauge done={step.done} total={Math.max(1, step.total)} width={320} />}
      {onStop !== null && <Button onClick={onStop}>停下</Button>}
      {step.type === 'reading' && <p className="quiet">名册现在没有动。</p>}
    </section>
  )
}

function Choose({ canWrite, onFile }: { readonly canWrite: boolean; readonly onFile: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    if (canWrite) onFile(event.dataTransfer.files[0])
  }
  return (
    <>
      <section className={over ? 'roster-drop roster-drop-over' : 'roster-drop'} aria-label="选一个文件" onDragOver={(event) => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <p>选一张 .xlsx 或 .csv 的表，也可以把文件拖到这里。</p>
        <Button type="primary" disabled={!canWrite} onClick={() => input.current?.click()}>
          选一个文件
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="名册文件"
          accept=".xlsx,.csv,.xls,.et,.xlsm,.xlsb,.ods,.tsv,.txt"
          onChange={(event) => {
            const file = event.target.files?.[0]
            // The same file again, mended meanwhile, must be taken for a new choice.
            event.target.value = ''
            onFile(file)
          }}
        />
        <p className="quiet small">读的时候名册不动。同一张表可以再导：认得出的人只改有变化的，不会重复。</p>
      </section>
      <ColumnsHint />
    </>
  )
}
