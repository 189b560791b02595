import { PrinterOutlined } from '@ant-design/icons'
import { Button, InputNumber } from 'antd'
import { useMemo } from 'react'
import { makeDocument } from '#shared/documents/document'
import { printerTestSheet } from '#shared/documents/printer-test-sheet'
import { maxOffset } from '#shared/paper/printer-offset'
import { printDocument } from '../../app/print'
import { usePrinterOffset } from '../../app/printer-offset'
import { useSingle } from '../../app/session'
import { attempt } from '../../ui/error-dialog'
import { Field } from '../../ui/field'
import { PaperPreview } from '../../ui/paper-preview'

const fields = [{ side: 'right', label: '向右（毫米）' }, { side: 'down', label: '向下（毫米）' }] as const

export function PrinterPart() {
  const { offset, setOffset } = usePrinterOffset()
  const organisation = useSingle('organisation')
  const sheet = useMemo(() => (organisation === null ? null : makeDocument(printerTestSheet, { organisation, offset })), [organisation, offset])
  if (sheet === null) return null
  const print = () => void attempt(() => printDocument(sheet))
  return (
    <div className="settings-printer">
      <div className="settings-part">
        <p>打印机走纸会偏几毫米。先印一张校准页，照上面写的量，把差的填在这里；往左、往上填负数。</p>
        {fields.map(({ side, label }) => (
          <Field key={side} label={label}>
            {(control) => <InputNumber {...control} min={-maxOffset} max={maxOffset} step={0.5} precision={1} value={offset[side]} onChange={(value) => setOffset({ ...offset, [side]: value ?? 0 })} />}
          </Field>
        ))}
        <div className="settings-acts">
          <Button type="primary" icon={<PrinterOutlined />} onClick={print}>印一张校准页</Button>
        </div>
        <p className="quiet">只管这台电脑打印时的盒脊、标签和归档章。别的纸不动，导出的 Word 和 PDF 也不动。</p>
      </div>
      <PaperPreview document={sheet} bare />
    </div>
  )
}
