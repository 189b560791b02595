import type { Face } from './print-document'

/**
 * The faces of official paper by role. None is bundled: the best of them are commercial, and each platform brings its own cut.
 * A chain names what Windows, 银河麒麟/UOS, macOS and plain Linux have, in that order. Both the Chinese and the Latin
 * family name stand in it, because WPS and fontconfig sometimes know only one of the two.
 */
type Chain = {
  readonly windows: readonly string[]
  readonly kylin: readonly string[]
  readonly mac: readonly string[]
  readonly linux: readonly string[]
  readonly generic: 'serif' | 'sans-serif'
}

export const faceChains: Readonly<Record<Face, Chain>> = {
  小标宋: {
    windows: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05', '华文中宋', 'STZhongsong'],
    kylin: ['CESI小标宋-GB2312', 'CESI_XBS_GB2312', 'CESI小标宋-GB18030', 'CESI_XBS_GB18030'],
    mac: ['Songti SC Black', '华文宋体', 'STSong'],
    linux: ['Noto Serif CJK SC Black', 'Source Han Serif SC Heavy', '思源宋体 Heavy', 'Noto Serif CJK SC'],
    generic: 'serif',
  },
  仿宋: {
    windows: ['仿宋_GB2312', 'FangSong_GB2312', '仿宋', 'FangSong', '方正仿宋_GBK', 'FZFangSong-Z02'],
    kylin: ['CESI仿宋-GB2312', 'CESI_FS_GB2312', 'CESI仿宋-GB18030', 'CESI_FS_GB18030'],
    mac: ['华文仿宋', 'STFangsong'],
    linux: ['FandolFang', 'FandolFang R', 'Noto Serif CJK SC'],
    generic: 'serif',
  },
  楷体: {
    windows: ['楷体_GB2312', 'KaiTi_GB2312', '楷体', 'KaiTi', '方正楷体_GBK', 'FZKai-Z03'],
    kylin: ['CESI楷体-GB2312', 'CESI_KT_GB2312', 'CESI楷体-GB18030', 'CESI_KT_GB18030'],
    mac: ['华文楷体', 'STKaiti', 'Kaiti SC'],
    linux: ['FandolKai', 'AR PL UKai CN', 'LXGW WenKai', 'Noto Serif CJK SC'],
    generic: 'serif',
  },
  黑体: {
    windows: ['黑体', 'SimHei', '方正黑体_GBK', 'FZHei-B01', '微软雅黑', 'Microsoft YaHei'],
    kylin: ['CESI黑体-GB2312', 'CESI_HT_GB2312', 'CESI黑体-GB18030', 'CESI_HT_GB18030'],
    mac: ['华文黑体', 'STHeiti', 'Heiti SC'],
    linux: ['FandolHei', 'Noto Sans CJK SC Bold', 'Noto Sans CJK SC'],
    generic: 'sans-serif',
  },
  宋体: {
    windows: ['宋体', 'SimSun', '新宋体', 'NSimSun'],
    kylin: ['CESI宋体-GB2312', 'CESI_ST_GB2312', 'CESI宋体-GB18030', 'CESI_ST_GB18030'],
    mac: ['华文宋体', 'STSong', 'Songti SC'],
    linux: ['FandolSong', 'Noto Serif CJK SC'],
    generic: 'serif',
  },
}

/** Every name a face may go by, best first. */
export function familiesOf(face: Face): readonly string[] {
  const chain = faceChains[face]
  return [...new Set([...chain.windows, ...chain.kylin, ...chain.mac, ...chain.linux])]
}

/** The whole chain as a CSS font-family; the browser falls back glyph by glyph, so a rare character in a name still shows. */
export function cssFamily(face: Face): string {
  return [...familiesOf(face).map((name) => `"${name}"`), faceChains[face].generic].join(', ')
}

/** Where programs look in the end, for marks (☐ ☑) and characters beyond the faces (𠮷): what each platform keeps for them. */
export const lastResorts: readonly string[] = [
  'SimSun-ExtB', 'SimSun-ExtG', 'Microsoft YaHei', '微软雅黑', 'Segoe UI Symbol', 'MS Gothic', 'PingFang SC', 'Apple Symbols', 'Apple SD Gothic Neo',
  'Noto Serif CJK SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', 'WenQuanYi Zen Hei', 'Noto Sans Symbols2', 'DejaVu Sans', 'OpenSymbol',
]

/** The one name a Word file carries for a role, and the name Word tries next (the font table's altName). */
export const wordFonts: Readonly<Record<Face, { readonly name: string; readonly alternative: string; readonly beyondGb2312: string }>> = {
  小标宋: { name: '方正小标宋简体', alternative: '华文中宋', beyondGb2312: '宋体' },
  // The GB2312 cuts lack rare characters of names (㛃, 䶮): those are set in the larger cut every Windows has.
  仿宋: { name: '仿宋_GB2312', alternative: '仿宋', beyondGb2312: '仿宋' },
  楷体: { name: '楷体_GB2312', alternative: '楷体', beyondGb2312: '楷体' },
  黑体: { name: '黑体', alternative: 'SimHei', beyondGb2312: '黑体' },
  宋体: { name: '宋体', alternative: 'SimSun', beyondGb2312: '宋体' },
}
