/**
 * GB/T 9704—2012《党政机关公文格式》: every number of the standard the app uses, with its clause. The one file.
 * Lengths in millimetres, font sizes and pitches in points. What the standard leaves to be derived is marked so.
 */
export const pointsPerMm = 72 / 25.4

export const gbt9704 = {
  /** 5.1 幅面尺寸: A4. */
  paper: { width: 210, height: 297 },
  /** 5.2.1 页边与版心尺寸: 天头 37±1, 订口 28±1, 版心 156×225; right and bottom follow from them. */
  margins: { top: 37, right: 26, bottom: 35, left: 28 },
  typeArea: { width: 156, height: 225 },
  /** 5.2.3 行数和字数: 22 lines a page, 28 characters a line. */
  lines: 22,
  characters: 28,
  /**
   * Derived from 5.2.3: 225 mm / 22 = 28.99 pt; 29 pt would lose the last line to rounding, 28.95 pt (579 twips) keeps it.
   * The 30 pt of 3.2 (一行) would need 232.8 mm and does not fit the type area of 5.2.1.
   */
  pitch: 28.95,
  /** Derived from 5.2.3: 28 characters of 16 pt are 158 mm wide; a quarter point less for each makes them 155.6 mm. */
  tracking: -0.25,
  /** 5.2.2 字体和字号: 三号仿宋 unless another clause says otherwise. */
  body: { face: '仿宋', size: 16 },
  /** 7.3.3 正文: two characters' indent for each paragraph. */
  indent: 2,
  /** 7.3.3 正文: 一、黑体, （一）楷体, 1. and （1）仿宋. */
  headings: { 1: { face: '黑体', size: 16 }, 2: { face: '楷体', size: 16 }, 3: { face: '仿宋', size: 16 }, 4: { face: '仿宋', size: 16 } },
  /** 7.3.1 标题: 二号小标宋, centred, two blank lines under the red rule; 7.3.2: one blank line below it. */
  title: { face: '小标宋', size: 22, before: 2, after: 1 },
  /** 7.2.4 发文机关标志: its upper edge 35 mm under the type area's; red 小标宋. 7.2.5: the number two blank lines below. */
  masthead: { drop: 35, face: '小标宋', maxHeight: 22, maxWidth: 15, gapLines: 2 },
  /** 7.2.6 签发人: the label in 三号仿宋, the name in 三号楷体, 发文字号 then stands left, one character in. */
  signer: { labelFace: '仿宋', nameFace: '楷体' },
  /** 7.2.7 版头中的分隔线: as wide as the type area, 4 mm below the number. */
  redRule: { below: 4, weight: 0.5 },
  /** 7.3.5.1 sealed: the date four characters from the right; 7.3.5.2 unsealed: the name two, the date two after its start. */
  signature: {
    sealedDateInset: 4, unsealedInset: 2, dateAfterName: 2,
    /** Blank lines over a seal's name and date: the seal, 42 mm across, reaches up to within a line of the text. */
    overSeal: 2,
    /** Of a joint document: names in one row at most, and the lines each row needs for its seals. */
    sealsInRow: 3, sealLines: 4,
  },
  /** 7.4.1 版记中的分隔线: 0.35 mm first and last, 0.25 mm between; the last stands on the type area's lower edge. */
  imprint: { outerRule: 0.35, innerRule: 0.25, face: '仿宋', size: 14, inset: 1 },
  /** 7.5 页码: 四号半角宋体, a one-em rule each side, 7 mm below the type area, one character in from the outer edge. */
  pageNumber: { face: '宋体', size: 14, drop: 7, inset: 1 },
  /** 7.3.7 附件: the mark on the first line in 三号黑体, the title centred on the third. */
  attachment: { face: '黑体', size: 16, titleLine: 3 },
} as const

/** A line of n characters of `size` points as the type area sets it: 16 pt body text is tracked so that 28 fit. */
export function trackingFor(size: number): number {
  return size === gbt9704.body.size ? gbt9704.tracking : 0
}
