import { useTextSize } from '../app/text-size'

const scale = { standard: 1, large: 1.14, largest: 1.26 } as const

/** Column widths grow with the text that stands in them. */
export function useWidths(): (width: number) => number {
  const factor = useTextSize((state) => scale[state.size])
  return (width) => Math.round(width * factor)
}
