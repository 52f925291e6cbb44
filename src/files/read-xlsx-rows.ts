import type { Readable } from 'node:stream'
import exceljs from 'exceljs'
import type { Row } from '../intake/group-rows.ts'
import type { Mapping } from '../intake/mapping.ts'
import { requireColumns } from './require-columns.ts'

/** Rows of the first sheet of an XLSX workbook; its first row holds the headings. */
export async function* readXlsxRows(bytes: Readable, file: string, mapping: Mapping): AsyncGenerator<Row> {
  const workbook = new exceljs.stream.xlsx.WorkbookReader(bytes, {
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    worksheets: 'emit',
    entries: 'ignore',
  })
  for await (const sheet of workbook) {
    let heading: string[] | null = null
    for await (const row of sheet) {
      const cells: string[] = []
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        cells[column - 1] = textOf(cell)
      })
      if (heading === null) {
        heading = requireColumns(
          Array.from(cells, (text) => text ?? ''),
          file,
          mapping,
        )
        continue
      }
      const named = heading.map((name, index): [string, string] => [name, cells[index] ?? ''])
      if (named.some(([, text]) => text !== '')) yield { line: row.number, cells: Object.fromEntries(named) }
    }
    return
  }
}

/** A cell as text: dates as `2026-05-11 10:02:11` (a workbook's dates have no zone), formulas by their result. */
function textOf({ value, text }: exceljs.Cell): string {
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ')
  if (value !== null && typeof value === 'object' && 'result' in value) return String(value.result ?? '')
  return text ?? ''
}
