/** What is good to know and too long to stand open: a line that opens. Nothing where there is none. */
export function Told({ label, lines }: { readonly label: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <details className="review-told">
      <summary>{label}</summary>
      <ul className="review-plain">{lines.map((line, index) => <li key={index}>{line}</li>)}</ul>
    </details>
  )
}
