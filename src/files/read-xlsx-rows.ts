import { Readable } from 'node:stream'
import exceljs from 'exceljs'
import { GraderError } from '../domain/errors.ts'
import type { Row } from '../intake/group-rows.ts'
import type { Mapping } from '../intake/mapping.ts'
import { cellText } from './cell-text.ts'
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
    cells[column - 1] = cellText(cell.value)
  })
  return Array.from(cells, (text) => text ?? '')
}
