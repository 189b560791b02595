import { create } from 'zustand'

/** 字号: kept per machine, not per vault: it belongs to the eyes in front of this screen. */
export const textSizes = ['standard', 'large', 'largest'] as const
export type TextSize = (typeof textSizes)[number]
export const textSizeNames: Readonly<Record<TextSize, string>> = { standard: '标准', large: '大', largest: '特大' }

const key = 'vb-text-size'

function remembered(): TextSize {
  const value = globalThis.localStorage?.getItem(key)
  return textSizes.find((size) => size === value) ?? 'standard'
}

function show(size: TextSize): void {
  document.documentElement.dataset['size'] = size
}

type TextSizeState = { readonly size: TextSize; readonly setSize: (size: TextSize) => void }

export const useTextSize = create<TextSizeState>()((set) => {
  const size = remembered()
  show(size)
  return {
    size,
    setSize: (next) => {
      localStorage.setItem(key, next)
      show(next)
      set({ size: next })
    },
  }
})
