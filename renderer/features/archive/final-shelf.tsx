import { useEffect, useRef } from 'react'
import { formatItemNumber, retentionNames } from '#shared/archive/archive-code'
import { boxContents } from '#shared/archive/boxes'
import { isUnfrozen } from '#shared/archive/freeze'
import { standingVolumes } from '#shared/archive/volumes'
import { catalogueCover, handoverList } from '#shared/documents/archive-lists'
import { archiveCatalogue } from '#shared/documents/archive-sheets'
import { makeDocument } from '#shared/documents/document'
import { ofKind } from '#shared/model/kinds'
import { shelfList } from '#shared/documents/shelf-list'
import { printDocument } from '../../app/print'
import { hrefOf } from '../../app/route'
import { attempt } from '../../ui/error-dialog'
import type { ArchiveFacts } from './facts'
import { Board, Cells } from './spine-board'
import { boxTitle } from './words'

/** DA/T 22—2015: what stands on a spine, from the top. Captions stand once at the left. */
const captions = ['全宗号', '年度', '保管期限', '机构(问题)', '起件号', '止件号', '盒号'] as const

/** Final boxes as they stand on the shelf, as wide as they are thick. */
export function FinalShelf({ facts: { records, boxes, items, organisation, year, today } }: { readonly facts: ArchiveFacts }) {
  const row = useRef<HTMLUListElement>(null)
  // A shelf of many years begins at the year in hand, or at the last before it that has a box.
  const shown = boxes.filter((box) => box.year <= year).at(-1)?.year
  useEffect(() => {
    const list = row.current
    const first = list?.querySelector<HTMLElement>(`[data-year="${shown ?? ''}"]`)
    if (list !== null && first !== null && first !== undefined) list.scrollLeft = first.offsetLeft - list.offsetLeft
  }, [shown, boxes.length])
  const ofYear = boxes.filter((box) => box.year === year)
  const printCatalogue = async () => {
    const cover = makeDocument(catalogueCover, { organisation, year, items })
    // One book: its pages run on.
    await printDocument({ ...cover, title: `归档文件目录（${year}年度）`, sections: [...cover.sections, ...ofYear.flatMap((box) => makeDocument(archiveCatalogue, { organisation, box, items }).sections)] })
  }
  const volumes = standingVolumes(ofKind(records, 'archiveVolume'))
  const unfrozen = items.filter((item) => item.year === year && isUnfrozen(item)).length
  return (
    <section aria-labelledby="final-shelf">
      <div className="shelf-head">
        <h2 id="final-shelf">归档盒</h2>
        <nav className="shelf-links" aria-label="移交和核对">
          {ofYear.length > 0 && <button type="button" className="linkish" title="封面和各盒的归档文件目录，合订成一本" onClick={() => void attempt(printCatalogue)}>打印全年目录</button>}
          {ofYear.length > 0 && <button type="button" className="linkish" title="换届、移交时逐件点交，双方签字" onClick={() => void attempt(() => printDocument(makeDocument(handoverList, { organisation, year, items, listed: { items: items.filter((item) => item.year === year && item.number !== null), volumes: [] } })))}>打印交接清单</button>}
          {(boxes.length > 0 || volumes.length > 0) && <button type="button" className="linkish" title="一行一盒，挂在架子头上" onClick={() => void attempt(() => printDocument(makeDocument(shelfList, { organisation, day: today, boxes, items, volumes })))}>打印架上清单</button>}
          <a href={hrefOf('archive', ['volumes'])} title="2015年以前按卷归档的老档案，照卷皮登记">案卷{volumes.length === 0 ? '' : `（${volumes.length} 卷）`}</a>
          <a href={hrefOf('archive', ['due'])} title="保管满 10 年、30 年的，鉴定延长还是销毁">到期鉴定</a>
          {unfrozen > 0 && <a href={hrefOf('archive', ['keep'])} title="归档时的 Word 和 PDF 存一份，以后原件再改，这里不变">存定稿（{unfrozen} 件）</a>}
          <a href={hrefOf('archive', ['bag'])} title="把一年的归档文件连目录写成一个文件夹，拷给档案室">写移交包</a>
          <a href={hrefOf('archive', ['receive'])} title="打开别处拷来的移交包，只能看">收移交包</a>
          <a href={hrefOf('archive', ['check'])} title="每一个存下的文件从头读一遍，看有没有坏的">核对全部档案</a>
        </nav>
        <p className="quiet small">{boxes.length === 0 ? '还没有归档的盒；收件以后按“归档”，编好档号就装盒' : '按年度、保管期限排，脊宽随盒厚'}</p>
      </div>
      {boxes.length > 0 && (
        <Board captions={captions} label="归档盒" list={row}>
          {boxes.map((box, index) => {
            const { first, last, items: inside } = boxContents(box, items)
            const number = (value: number | null) => (value === null ? '' : formatItemNumber(value))
            const cells = [organisation.fondsCode, String(box.year), retentionNames[box.retention], box.topic, number(first), number(last), String(box.number)]
            return (
              <li key={box.id} data-year={box.year} className={index > 0 && boxes[index - 1]?.year !== box.year ? 'spine-apart' : undefined}>
                <a className={`spine spine-${box.thickness}`} href={hrefOf('archive', ['box', box.id])} aria-label={`${boxTitle(box)}，${inside.length} 件${first === null ? '' : `，件号 ${number(first)} 到 ${number(last)}`}`} title={`${box.thickness} 毫米，${inside.length} 件`}>
                  <Cells cells={cells} />
                </a>
              </li>
            )
          })}
        </Board>
      )}
    </section>
  )
}
