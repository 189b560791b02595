import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'

/**
 * ISO/IEC 29500-1 (ECMA-376-1), WordprocessingML: the order in which the elements we write may stand. LibreOffice reads them in any order, Word
 * calls the file damaged. By type name of wml.xsd; only what we write, or might, is listed, and an element that is not listed where it stands
 * is refused. `sequence`: in this order, each once unless it stands in `many`. `choice`: in any order.
 */
type Rule = { readonly type: string; readonly sequence: readonly string[]; readonly many?: readonly string[]; readonly needed?: readonly string[] }

const list = (names: string): readonly string[] => names.split(' ')
const sequence = (type: string, names: string, more: Pick<Rule, 'many' | 'needed'> = {}): Rule => ({ type, sequence: list(names), ...more })
const borders = 'top left start bottom right end insideH insideV'

/** EG_BlockLevelElts and EG_PContent, as far as we write them. */
const blocks = ['p|tbl']
const inline = ['r|bookmarkStart|bookmarkEnd|proofErr']

/** CT_PPrBase. */
const paragraph = 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle'
/** EG_RPrBase. The standard lets these stand in any order; Word's own writers and validators keep this one. */
const run = 'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath'

const rules: Readonly<Record<string, Rule>> = {
  document: sequence('CT_Document', 'background body', { needed: ['body'] }),
  body: { type: 'CT_Body', sequence: [...blocks, 'sectPr'], many: blocks, needed: ['sectPr'] },
  hdr: { type: 'CT_HdrFtr', sequence: blocks, many: blocks, needed: blocks },
  ftr: { type: 'CT_HdrFtr', sequence: blocks, many: blocks, needed: blocks },
  p: { type: 'CT_P', sequence: ['pPr', ...inline], many: inline },
  pPr: sequence('CT_PPr', `${paragraph} rPr sectPr pPrChange`),
  pBdr: sequence('CT_PBdr', 'top left bottom right between bar'),
  r: { type: 'CT_R', sequence: ['rPr', 't|br|tab|drawing|fldChar|instrText|noBreakHyphen|softHyphen|sym'], many: ['t|br|tab|drawing|fldChar|instrText|noBreakHyphen|softHyphen|sym'] },
  rPr: sequence('CT_RPr', `${run} rPrChange`),
  tbl: { type: 'CT_Tbl', sequence: ['tblPr', 'tblGrid', 'tr'], many: ['tr'], needed: ['tblPr', 'tblGrid', 'tr'] },
  tblPr: sequence('CT_TblPr', 'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange'),
  tblBorders: sequence('CT_TblBorders', borders),
  tblCellMar: sequence('CT_TblCellMar', 'top left start bottom right end'),
  tblGrid: sequence('CT_TblGrid', 'gridCol tblGridChange', { many: ['gridCol'], needed: ['gridCol'] }),
  tr: { type: 'CT_Row', sequence: ['tblPrEx', 'trPr', 'tc'], many: ['tc'], needed: ['tc'] },
  trPr: { type: 'CT_TrPr', sequence: ['cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden', 'ins', 'del', 'trPrChange'], many: ['cnfStyle|divId|gridBefore|gridAfter|wBefore|wAfter|cantSplit|trHeight|tblHeader|tblCellSpacing|jc|hidden'] },
  tc: { type: 'CT_Tc', sequence: ['tcPr', ...blocks], many: blocks, needed: blocks },
  tcPr: sequence('CT_TcPr', 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange'),
  tcBorders: sequence('CT_TcBorders', `${borders} tl2br tr2bl`),
  tcMar: sequence('CT_TcMar', 'top left start bottom right end'),
  sectPr: { type: 'CT_SectPr', sequence: ['headerReference|footerReference', ...list('footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange')], many: ['headerReference|footerReference'], needed: ['pgSz', 'pgMar'] },
  styles: sequence('CT_Styles', 'docDefaults latentStyles style', { many: ['style'] }),
  docDefaults: sequence('CT_DocDefaults', 'rPrDefault pPrDefault'),
  rPrDefault: sequence('CT_RPrDefault', 'rPr'),
  pPrDefault: sequence('CT_PPrDefault', 'pPr'),
  style: sequence('CT_Style', 'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr', { many: ['tblStylePr'] }),
  fonts: sequence('CT_FontsList', 'font', { many: ['font'] }),
  font: sequence('CT_Font', 'altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic'),
  settings: sequence('CT_Settings', 'writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator'),
}

const parts = /^word\/(?:document|styles|settings|fontTable|header\d+|footer\d+)\.xml$/u

type Open = { readonly name: string; readonly local: string | null; readonly rule: Rule | undefined; at: number; readonly seen: Set<string>; last: string }

/** What is out of order in one part, each with its place; every part must be well-formed, or this throws. */
export function orderFaults(xml: string): readonly string[] {
  const faults: string[] = []
  const stack: Open[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => { throw error })
  parser.on('opentag', ({ name }) => {
    const local = name.startsWith('w:') ? name.slice(2) : null
    const parent = stack.at(-1)
    if (parent !== undefined && local !== null && parent.rule !== undefined) {
      const { rule } = parent
      const index = rule.sequence.findIndex((names) => names.split('|').includes(local))
      const slot = rule.sequence[index]
      if (slot === undefined) faults.push(`${rule.type}: no w:${local} in it`)
      else {
        if (index < parent.at) faults.push(`${rule.type}: w:${local} after w:${parent.last}`)
        if (parent.seen.has(slot) && rule.many?.includes(slot) !== true) faults.push(`${rule.type}: w:${local} twice`)
        parent.at = Math.max(parent.at, index)
        parent.seen.add(slot)
      }
      parent.last = local
    }
    stack.push({ name, local, rule: local === null ? undefined : rules[local], at: -1, seen: new Set(), last: '' })
  })
  parser.on('closetag', () => {
    const closed = stack.pop()
    if (closed?.rule === undefined) return
    for (const wanted of closed.rule.needed ?? []) if (!closed.seen.has(wanted)) faults.push(`${closed.rule.type}: without w:${wanted}`)
    // Word calls a cell that ends in a table damaged.
    if (closed.local === 'tc' && closed.last !== 'p') faults.push('CT_Tc: ends without a paragraph')
  })
  parser.write(xml).close()
  return faults
}

/** Faults of a whole Word file: each part well-formed, each element where the standard has it, each relation's target there. */
export function packageFaults(bytes: Uint8Array): readonly string[] {
  const files = unzipSync(bytes)
  const faults: string[] = []
  for (const [name, content] of Object.entries(files)) {
    if (!/\.(?:xml|rels)$/u.test(name)) continue
    const text = strFromU8(content)
    try {
      const found = orderFaults(text)
      if (parts.test(name)) faults.push(...found.map((fault) => `${name}: ${fault}`))
    } catch (error) {
      faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
    if (name === 'word/_rels/document.xml.rels') {
      for (const [, target] of text.matchAll(/Target="([^"]+)"/gu)) if (target !== undefined && !/^[a-z]+:/u.test(target) && files[`word/${target}`] === undefined) faults.push(`${name}: ${target} is not in the file`)
    }
  }
  for (const wanted of ['[Content_Types].xml', '_rels/.rels', 'word/document.xml', 'word/styles.xml']) if (files[wanted] === undefined) faults.push(`${wanted} is missing`)
  return [...new Set(faults)]
}

/** The words of the body as a reader takes them: runs joined, a line end for each break and each paragraph. */
export function wordLines(bytes: Uint8Array): readonly string[] {
  const lines: string[] = ['']
  let inText = false
  const parser = new SaxesParser()
  parser.on('error', (error) => { throw error })
  parser.on('opentag', ({ name }) => {
    if (name === 'w:t') inText = true
    if (name === 'w:br') lines.push('')
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'w:t') inText = false
    if (name === 'w:p') lines.push('')
  })
  parser.on('text', (text) => { if (inText) lines[lines.length - 1] += text })
  parser.write(strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())).close()
  return lines
}
