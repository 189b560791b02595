import { Button } from 'antd'
import { useState } from 'react'
import { rosterTemplate } from '#shared/duties/roster-columns'
import type { Organisation } from '#shared/model/organisation'
import { Page, PageHeader } from '../../app/page-header'
import { go } from '../../app/route'
import { EmptyState } from '../../ui/empty-state'
import { copyText } from '../../ui/copy-text'

/** No members yet: a table from elsewhere is the quickest way, the keyboard the other. */
export function EmptyRoster({ organisation, canWrite }: { readonly organisation: Organisation; readonly canWrite: boolean }) {
  return (
    <Page header={<PageHeader title="党员名册" fact={organisation.shortName === '' ? organisation.name : organisation.shortName} acts={<Button onClick={() => go('roster', ['parts'])}>党小组和班子</Button>} />}>
      <EmptyState
        drawing="table"
        title="名册上还没有人"
        act={{ label: '导入一张表', onAct: () => go('roster', ['import']), disabled: !canWrite, hint: '.xlsx 或 .csv，先看会添哪些人，看好了才写进去' }}
        shortcut={{ label: '一个一个填', onAct: () => go('roster', ['add']), disabled: !canWrite, hint: '只有姓名必填，填完一位接着下一位' }}
      >
        有现成的花名册，或党员系统导出的表，就导入；人少也可以一个一个填。
      </EmptyState>
      <ColumnsHint />
    </Page>
  )
}

/** What a table should have, and its empty header to take along. */
export function ColumnsHint() {
  const [said, setSaid] = useState('')
  const titles = rosterTemplate()
  return (
    <section className="roster-hint">
      <h2>表里要有哪些列</h2>
      <p>
        必须有“姓名”；有这些就一起读进来：{titles.slice(1).join('、')}。叫法不一样（如“入党时间”“转正年月”）也认得，次序不要紧。日期写 2010.7、201007、2010年7月 都行。
      </p>
      <p>
        身份证号那一列要是“文本”，存成数字会丢掉后几位，这里不收。
      </p>
      <div className="roster-hint-acts">
        <Button title="到 Excel 或 WPS 的空白表里粘贴，就是一张待填的表" onClick={() => void copyText(titles.join('\t')).then((done) => setSaid(done ? '表头抄好了，到 Excel 或 WPS 的空白表里粘贴。' : '没有抄成，照上面的列名自己写也一样。'))}>
          抄下空白表头
        </Button>
        <span role="status" className="quiet">{said}</span>
      </div>
    </section>
  )
}
