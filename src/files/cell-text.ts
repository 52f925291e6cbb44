import type exceljs from 'exceljs'

/** A cell as text: dates as `2026-05-11 10:02:11` (a workbook's dates have no zone), formulas by their result. */
export function cellText(value: exceljs.CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/(?:\.000)?Z$/, '')
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('error' in value) return value.error
  if ('text' in value) return cellText(value.text)
  return 'result' in value ? cellText(value.result) : ''
}
