import { extname } from 'node:path'
import { GraderError } from '../domain/errors.ts'
import type { Row } from '../intake/group-rows.ts'
import type { SetProblem } from './label-record.ts'
import { readBytes } from './read-bytes.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { BrokenTable } from './read-table-error.ts'
import { BrokenUtf16 } from './read-utf8.ts'

const EMPTY = 'the table is empty; expected headings, and below them a row or more'

/** What the headings of a table say, and what of them was left out. */
interface Headed {
  heading: string[]
  problems: SetProblem[]
}

/**
 * The rows of a CSV file (UTF-8, UTF-16 or GB18030), or of an XLSX workbook's first sheet, with what its headings say.
 * Where it cannot be read on, that comes out as a problem.
 * @param findColumns reads the headings, and throws where they leave open which column is what
 * @param options.tellEmpty whether a table without rows is a problem
 */
export async function* readHeadedTable<Columns extends Headed>(
  file: string,
  findColumns: (cells: readonly string[]) => Columns,
  { tellEmpty = false } = {},
): AsyncGenerator<{ row: Row; columns: Columns } | { problems: SetProblem[] }> {
  const found: Columns[] = []
  const acceptHeading = (cells: readonly string[]) => {
    const columns = findColumns(cells)
    found.push(columns)
    return columns.heading
  }
  try {
    let rows = 0
    for await (const row of await rowsOf(file, acceptHeading)) {
      rows += 1
      const [columns] = found
      if (columns === undefined) throw new GraderError('INTERNAL', 'a row came before its heading', { file })
      yield { row, columns }
    }
    yield { problems: found.flatMap(({ problems }) => problems) }
    if (rows === 0 && tellEmpty) yield { problems: [{ file, line: null, path: '', message: EMPTY }] }
  } catch (error) {
    if (!(error instanceof BrokenTable) && !(error instanceof BrokenUtf16)) throw error
    const line = error instanceof BrokenTable ? error.line : null
    yield {
      problems: [{ file, line, path: '', message: `${error.message}; the table was read up to there` }],
    }
  }
}

async function rowsOf(
  file: string,
  acceptHeading: (cells: readonly string[]) => string[],
): Promise<AsyncGenerator<Row>> {
  if (extname(file).toLowerCase() !== '.xlsx')
    return readCsvRows(readBytes(file), { encoding: 'auto', delimiter: ',', acceptHeading })
  // Loaded here because most runs read no workbook, and start quicker without its reader.
  const { readSheetRows } = await import('./read-sheet-rows.ts')
  return readSheetRows(file, acceptHeading)
}
