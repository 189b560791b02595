import type { ThemeConfig } from 'antd'
import type { TextSize } from './text-size'

/** The look's tokens as antd takes them. Plain CSS has the same values in tokens.css. */
const ink = '#211E1A'
const ink2 = '#57514A'
const ink3 = '#6A635A'
const sheet = '#FFFFFF'
const desk = '#F4F2ED'
const side = '#ECE9E2'
const sel = '#F1ECE2'
const line = '#DDD8CD'
const line2 = '#8F877A'
const focus = '#1B5FAA'
const shadow = '0 6px 24px rgba(33,30,26,.18)'

const sizes = {
  standard: { fontSize: 16, fontSizeSM: 14, fontSizeLG: 18, controlHeight: 36, controlHeightSM: 30, controlHeightLG: 44, cell: 15, modalTitle: 20 },
  large: { fontSize: 18, fontSizeSM: 16, fontSizeLG: 20, controlHeight: 40, controlHeightSM: 34, controlHeightLG: 48, cell: 18, modalTitle: 22 },
  largest: { fontSize: 20, fontSizeSM: 18, fontSizeLG: 22, controlHeight: 44, controlHeightSM: 38, controlHeightLG: 52, cell: 20, modalTitle: 24 },
} as const satisfies Record<TextSize, Record<string, number>>

export function themeFor(textSize: TextSize): ThemeConfig {
  const { cell, modalTitle, ...size } = sizes[textSize]
  const field = { activeBorderColor: focus, hoverBorderColor: ink3, activeShadow: `0 0 0 2px ${focus}`, errorActiveShadow: `0 0 0 2px ${focus}`, warningActiveShadow: `0 0 0 2px ${focus}` }
  const tick = { colorPrimary: ink, colorPrimaryHover: ink2 }
  return {
    token: {
      ...size,
      fontFamily: '"Microsoft YaHei UI","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif',
      colorPrimary: '#9B1B1E',
      colorPrimaryHover: '#831518',
      colorPrimaryActive: '#6C1013',
      // antd draws its focus ring in this one.
      colorPrimaryBorder: focus,
      colorPrimaryBg: sel,
      colorPrimaryBgHover: sel,
      colorInfo: '#2C5A7D',
      colorSuccess: '#2E6A3E',
      colorWarning: '#7A5A00',
      colorError: '#A8450A',
      colorText: ink,
      colorTextSecondary: ink2,
      colorTextTertiary: ink3,
      colorTextPlaceholder: ink3,
      // Arrows in fields, and the value of an open list.
      colorTextQuaternary: ink3,
      colorTextDisabled: ink3,
      colorLink: '#1D4F86',
      // antd's own is lighter, and too light on a row under the pointer.
      colorLinkHover: '#163B64',
      colorBgLayout: desk,
      colorBgContainer: sheet,
      colorBgElevated: sheet,
      colorBorder: line2,
      colorBorderSecondary: line,
      colorSplit: line,
      fontWeightStrong: 600,
      lineHeight: 1.5,
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 3,
      borderRadiusXS: 2,
      motion: false,
      controlOutlineWidth: 2,
      boxShadow: shadow,
      boxShadowSecondary: shadow,
      boxShadowTertiary: 'none',
    },
    components: {
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        defaultHoverColor: ink,
        defaultHoverBorderColor: ink,
        defaultActiveColor: ink,
        defaultActiveBorderColor: ink,
        paddingInline: 14,
      },
      Input: field,
      InputNumber: field,
      DatePicker: field,
      Select: { activeBorderColor: focus, hoverBorderColor: ink3, activeOutlineColor: focus, optionSelectedBg: sel },
      Checkbox: tick,
      Radio: tick,
      Switch: tick,
      Table: {
        headerBg: desk,
        headerColor: ink2,
        headerSplitColor: 'transparent',
        rowHoverBg: '#F8F6F1',
        rowSelectedBg: sel,
        rowSelectedHoverBg: sel,
        borderColor: line,
        cellPaddingBlock: 7,
        cellPaddingInline: 12,
        cellFontSize: cell,
        headerBorderRadius: 0,
      },
      Segmented: { trackBg: side, itemSelectedBg: sheet },
      Tabs: { inkBarColor: ink, itemSelectedColor: ink, itemHoverColor: ink },
      Progress: { defaultColor: '#4A443C', remainingColor: line },
      Tooltip: { colorBgSpotlight: ink },
      Modal: { titleFontSize: modalTitle },
    },
  }
}
