import { Button } from 'antd'
import { isKind, kinds } from '#shared/model/kinds'
import { dropDraft } from '../../data/drafts'
import { useDrafts, useQuarantine } from '../../data/queries'
import { useSession } from '../../data/session-store'
import { attempt } from '../../ui/error-dialog'
import { localDay, sayClock, sayDate } from '../../ui/say'

/** Drafts not yet saved, and records that do not validate: kept, named, and said what they hold up. */
export function LostPart() {
  const drafts = useDrafts()
  const bad = useQuarantine()
  const session = useSession((state) => state.session)
  return (
    <div className="safety">
      <section>
        <h2>没存下的草稿</h2>
        {drafts === undefined || drafts.length === 0 ? (
          <p className="quiet">没有。写到一半停下的会留在这里，打开那张表时也会问要不要接着写。</p>
        ) : (
          <ul className="safety-list">
            {drafts.map((draft) => (
              <li key={draft.form}>
                <span>
                  {draft.title}　<span className="quiet">{sayDate(localDay(new Date(draft.at)))} {sayClock(draft.at)}</span>
                </span>
                <Button size="small" onClick={() => session !== null && void attempt(() => dropDraft(session, draft.form))} aria-label={`不要${draft.title}的草稿`}>
                  不要了
                </Button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2>读不出来的资料</h2>
        {bad === undefined || bad.length === 0 ? (
          <p className="quiet">没有，每一条都读得出来。</p>
        ) : (
          <>
            <p>下面 {bad.length} 条不合规矩，原样留着，没有删。用到它们的合计和文书暂时不能定稿。</p>
            <ul className="safety-list">
              {bad.map((row) => (
                <li key={row.id}>
                  <span>
                    {isKind(row.kind) ? kinds[row.kind].name : row.kind}　<span className="quiet">{row.why}　{row.id}</span>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </div>
  )
}
