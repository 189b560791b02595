import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { makeDocument } from '#shared/documents/document'
import { machineList } from '#shared/documents/machine-papers'
import type { AdmissionWay } from '#shared/ballot-box'
import { printDocument } from '../print'
import { attempt } from '../../ui/error-dialog'
import { useMachineDesk, type BoxPlace } from './boxes'

/** The scrutineer's list: names and ticks, no secret, so it is printed like any paper. */
export function ListButton({ place, way }: { readonly place: BoxPlace; readonly way: AdmissionWay }) {
  const { organisation } = useMachineDesk()
  const { electorate: { heading, names }, status: { electors } } = place
  const print = () => {
    // Where only numbers were taken at the door, there are no names to print.
    const document = makeDocument(machineList, { organisation, heading, way, names: names.length === electors ? names : [], electors })
    void attempt(() => printDocument(document), { title: '名单没有印出来' })
  }
  return <Button icon={<PrinterOutlined aria-hidden />} title="监票人拿着打勾，断过电凭它叫人" onClick={print}>印名单</Button>
}
