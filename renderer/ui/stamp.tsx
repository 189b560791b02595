import './ui.css'

/**
 * The one-character state marks, the same on screen and on paper. `title` is what it means in words and is read out;
 * where the word already stands beside it, pass an empty one.
 */
const stamps = {
  逾: { look: 'solid', means: '逾期' },
  缺: { look: 'late', means: '缺' },
  退: { look: 'ink', means: '退回' },
  新: { look: 'ink', means: '新版' },
  未: { look: 'solid', means: '未成' },
  同: { look: 'grey', means: '和上次相同' },
  免: { look: 'grey', means: '免' },
} as const

export type StampMark = keyof typeof stamps

export function Stamp({ mark, title }: { readonly mark: StampMark; readonly title?: string }) {
  const { look, means } = stamps[mark]
  const said = title ?? means
  return (
    <span className={`stamp stamp-${look}`} title={said === '' ? undefined : said}>
      <span aria-hidden={said !== ''}>{mark}</span>
      {said !== '' && <span className="unseen">{said}</span>}
    </span>
  )
}
