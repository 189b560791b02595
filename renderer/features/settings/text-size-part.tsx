import { textSizeNames, textSizes, useTextSize } from '../../app/text-size'

const examples = { standard: '适合多数屏幕', large: '离屏幕远些也看得清', largest: '左边栏变窄，右边一栏盖在名单上' } as const

export function TextSizePart() {
  const { size, setSize } = useTextSize()
  return (
    <div className="settings-part">
      <div className="settings-sizes" role="radiogroup" aria-label="字号">
        {textSizes.map((each) => (
          <label key={each}>
            <input type="radio" name="text-size" value={each} checked={size === each} onChange={() => setSize(each)} />
            <b className={`size-${each}`}>{textSizeNames[each]}</b>
            <span className={`size-${each} quiet`}>{examples[each]}</span>
          </label>
        ))}
      </div>
      <p className="quiet settings-acts">只管这台电脑的屏幕，不影响印出来的纸。</p>
    </div>
  )
}
