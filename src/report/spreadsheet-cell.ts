/**
 * What may stand before a formula's first sign and still be skipped by a spreadsheet or a reader: white space, quote
 * marks, and characters that are not seen. Signs: OWASP "CSV Injection", with their full-width and small forms.
 */
const FORMULA =
  /^(?:[\t\r]|[\s\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}'"`‘’“”＇＂]*[=+\-@＝＋－＠﹢﹣﹦﹫−])/u
/** Longest text that Excel takes into a cell. */
const LONGEST = 32_767

/** A text as a cell that no spreadsheet runs or breaks: formulas are made text by a leading apostrophe. */
export function spreadsheetCell(text: string): string {
  const cell = text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/\p{Cc}/gu, '\uFFFD')
  const guarded = FORMULA.test(text) ? `'${cell}` : cell
  return guarded.length > LONGEST ? `${guarded.slice(0, LONGEST - 1).toWellFormed()}…` : guarded
}
