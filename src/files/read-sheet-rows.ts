import { readFile, stat } from 'node:fs/promises'
import exceljs from 'exceljs'
import { GraderError } from '../domain/errors.ts'
import type { Row } from '../intake/group-rows.ts'
import { cellText } from './cell-text.ts'
import { BrokenTable } from './read-table-error.ts'

/** A sheet of scores is small, and is held whole: which cells are merged stands at its end. */
const MOST_BYTES = 32 * 1024 * 1024
const WITHOUT_RESULT =
  'holds a formula without a result; open the workbook, let it compute, and save it again'

/** `isOpen`: a formula that nobody has computed. */
interface Cell {
  text: string
  isOpen: boolean
}

/**
 * Rows of a workbook's first sheet, a merged cell in each row that it spans; the first row with anything in it holds
 * the headings. For scores, not for a day's conversations.
 * @throws GraderError INPUT_NOT_FOUND, USAGE where it is too large; BrokenTable where it is no workbook.
 */
export async function* readSheetRows(
  file: string,
  acceptHeading: (heading: readonly string[]) => string[],
): AsyncGenerator<Row> {
  let heading: string[] | null = null
  for (const row of await rowsOf(file)) {
    const cells = cellsOf(row, heading?.length ?? row.cellCount)
    if (cells.every(({ text, isOpen }) => text.trim() === '' && !isOpen)) continue
    if (heading === null) {
      heading = acceptHeading(cells.map(({ text }) => text))
      continue
    }
    const open = heading.find((name, at) => name !== '' && cells[at]?.isOpen === true)
    yield {
      line: row.number,
      cells: Object.fromEntries(heading.map((name, at) => [name, cells[at]?.text ?? ''])),
      ...(open !== undefined && { issue: { path: open, message: WITHOUT_RESULT } }),
    }
  }
  if (heading === null)
    throw new BrokenTable(null, 'not a workbook that can be read: it holds no sheet with rows')
}

async function rowsOf(file: string): Promise<exceljs.Row[]> {
  const bytes = await bytesOf(file)
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(bytes)
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new BrokenTable(null, `not a workbook that can be read; save it as .xlsx again (${detail})`, {
      cause,
    })
  }
  const rows: exceljs.Row[] = []
  workbook.worksheets[0]?.eachRow((row) => rows.push(row))
  return rows
}

async function bytesOf(file: string): Promise<ArrayBuffer> {
  try {
    const { size } = await stat(file)
    if (size > MOST_BYTES) {
      const message = `is larger than ${MOST_BYTES / 1024 / 1024} MiB; expected a workbook of scores, or export it as .csv`
      throw new GraderError('USAGE', message, { file })
    }
    return new Uint8Array(await readFile(file)).buffer
  } catch (cause) {
    if (cause instanceof GraderError) throw cause
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new GraderError('INPUT_NOT_FOUND', `cannot be read: ${detail}`, { file, cause })
  }
}

function cellsOf(row: exceljs.Row, count: number): Cell[] {
  return Array.from({ length: count }, (_, at) => {
    const cell = row.getCell(at + 1)
    const { value } = cell.isMerged ? cell.master : cell
    const isFormula =
      value !== null && typeof value === 'object' && ('formula' in value || 'sharedFormula' in value)
    return { text: cellText(value), isOpen: isFormula && value.result === undefined }
  })
}
