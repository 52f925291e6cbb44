import { Readable } from 'node:stream'
import exceljs from 'exceljs'
import { GraderError } from '../domain/errors.ts'
import type { Row } from '../intake/group-rows.ts'
import type { Mapping } from '../intake/mapping.ts'
import { BrokenTable } from './read-table-error.ts'
import { requireColumns } from './require-columns.ts'

/** Rows of the first sheet of an XLSX workbook; its first row holds the headings. */
export async function* readXlsxRows(
  bytes: AsyncIterable<Buffer>,
  file: string,
  mapping: Mapping,
): AsyncGenerator<Row> {
  const workbook = new exceljs.stream.xlsx.WorkbookReader(Readable.from(bytes), {
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    worksheets: 'emit',
    entries: 'ignore',
  })
  let heading: string[] | null = null
  try {
    for await (const sheet of workbook) {
      for await (const row of sheet) {
        const cells = cellsOf(row)
        if (heading === null) heading = requireColumns(cells, file, mapping)
        else if (cells.some((text) => text !== '')) {
          const named = heading.map((name, index): [string, string] => [name, cells[index] ?? ''])
          yield { line: row.number, cells: Object.fromEntries(named) }
        }
      }
      return
    }
  } catch (cause) {
    if (cause instanceof GraderError) throw cause
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new BrokenTable(null, `not a workbook that can be read; save it as .xlsx again (${detail})`, {
      cause,
    })
  }
  if (heading === null)
    throw new BrokenTable(null, 'not a workbook that can be read: it holds no sheet with rows')
}

function cellsOf(row: exceljs.Row): string[] {
  const cells: string[] = []
  row.eachCell({ includeEmpty: true }, (cell, column) => {
    cells[column - 1] = textOf(cell.value)
  })
  return Array.from(cells, (text) => text ?? '')
}

/** A cell as text: dates as `2026-05-11 10:02:11` (a workbook's dates have no zone), formulas by their result. */
function textOf(value: exceljs.CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/(?:\.000)?Z$/, '')
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('error' in value) return value.error
  if ('text' in value) return textOf(value.text)
  return 'result' in value ? textOf(value.result) : ''
}
