import { ofKind } from '#shared/model/kinds'
import { hrefOf } from '../../app/route'
import { sayBytes, sayDate } from '../../ui/say'
import type { ArchiveFacts } from './facts'

/** 外来盒 on the shelf: bags from elsewhere, to look into. */
export function ReceivedBags({ facts }: { readonly facts: ArchiveFacts }) {
  const bags = ofKind(facts.records, 'receivedBag')
  if (bags.length === 0) return null
  return (
    <section aria-labelledby="received-bags">
      <div className="shelf-head">
        <h2 id="received-bags">外来盒</h2>
        <p className="quiet small">别处拷来的移交包，只能看</p>
      </div>
      <ul className="received-bags">
        {bags.map((bag) => (
          <li key={bag.id}>
            <a href={hrefOf('archive', ['received', bag.id])}>{bag.title}</a>
            <span className="quiet small">
              {bag.files} 个文件 {sayBytes(bag.bytes)}
              {bag.receivedOn === null ? '' : `　${sayDate(bag.receivedOn)}收`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
