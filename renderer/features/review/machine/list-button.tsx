import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { makeDocument } from '#shared/documents/document'
import { machineList } from '#shared/documents/machine-papers'
import type { AdmissionWay } from '#shared/ballot-box'
import { printDocument } from '../../../app/print'
import { attempt } from '../../../ui/error-dialog'
import { useReviewSession } from '../use-review'
import type { BoxPlace } from './use-boxes'

/** The scrutineer's list: names and ticks, no secret, so it is printed like any paper. */
export function ListButton({ place, way }: { readonly place: BoxPlace; readonly way: AdmissionWay }) {
  const { review, organisation } = useReviewSession()
  const members = place.channel.voters === 'members'
  const print = () => {
    const names = members ? review.roster.filter((person) => person.attendance === 'present').map((person) => person.name) : []
    // Where only numbers were taken at the door, there are no names to print.
    const document = makeDocument(machineList, { organisation: organisation.name, heading: `${review.year}年度民主评议党员测评（${members ? '党员' : '群众代表'}）`, way, names: names.length === place.status.electors ? names : [], electors: place.status.electors })
    void attempt(() => printDocument(document), { title: '名单没有印出来' })
  }
  return <Button icon={<PrinterOutlined aria-hidden />} title="监票人拿着打勾，断过电凭它叫人" onClick={print}>印名单</Button>
}
