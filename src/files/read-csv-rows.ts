import { pipeline, Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { z } from 'zod'
import type { Issue } from '../domain/errors.ts'
import type { Row } from '../intake/group-rows.ts'
import type { Mapping } from '../intake/mapping.ts'
import { type CsvText, readCsvText } from './read-csv-text.ts'
import { BrokenTable } from './read-table-error.ts'

/** Told, not found out from the first row: a table that was pasted together or mended by hand mixes them. */
const LINE_BREAKS = ['\r\n', '\n', '\r']
const NumberedCells = z.tuple([z.coerce.number()], z.string())
/** In characters. Past it a quote was left open, and the rest of the file would pile up in memory. */
const LONGEST_ROW = 16 * 1024 * 1024

export type CsvLayout = Pick<Mapping, 'encoding' | 'delimiter'> & {
  /** Gives the names of the columns, or throws where this table cannot be read by them. */
  acceptHeading(heading: readonly string[]): string[]
}

/** Rows of a CSV file in UTF-8, UTF-16 or GB18030; the first holds the headings. */
export async function* readCsvRows(bytes: AsyncIterable<Buffer>, layout: CsvLayout): AsyncGenerator<Row> {
  const text = readCsvText(bytes, layout.encoding)
  const lines = new LineCount()
  const options = {
    bom: true,
    delimiter: layout.delimiter,
    record_delimiter: LINE_BREAKS,
    skip_empty_lines: true,
  }
  // Chat is full of bare quotes: `he said "hi"` in a cell that is not quoted stands as it is.
  const relaxed = { relax_quotes: true, relax_column_count: true, max_record_size: LONGEST_ROW }
  const parser = parse({
    ...options,
    ...relaxed,
    on_record: (record: string[], { lines: end }) => [String(lines.firstOf(record, end)), ...record],
  })
  // The parser's own iteration throws what goes wrong upstream too.
  pipeline(Readable.from(text.chunks), parser, () => {})
  let heading: string[] | null = null
  try {
    for await (const parsed of parser) {
      const [line, ...record] = NumberedCells.parse(parsed)
      if (heading === null) heading = layout.acceptHeading(record)
      else if (record.some((cell) => cell !== '')) yield csvRow(line, heading, record, text)
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
    const message = open ? 'a " opens a cell that is never closed; a quote is missing' : error.message
    throw new BrokenTable(lines.end + 1, message, { cause: error })
  }
}

function csvRow(line: number, heading: readonly string[], record: readonly string[], text: CsvText): Row {
  const cells = Object.fromEntries(heading.map((name, index) => [name, record[index] ?? '']))
  const issue = tooMany(heading, record) ?? (text.hasBroken() ? brokenCell(cells, text.encoding()) : null)
  return issue === null ? { line, cells } : { line, cells, issue }
}

function tooMany(heading: readonly string[], record: readonly string[]): Issue | null {
  if (!record.slice(heading.length).some((cell) => cell.trim() !== '')) return null
  const message = `the row has ${record.length} cells, the heading ${heading.length}: a text with a comma must stand in double quotes`
  return { path: heading.at(-1) ?? '', message }
}

function brokenCell(cells: Record<string, string>, encoding: string): Issue | null {
  const path = Object.keys(cells).find((name) => cells[name]?.includes('�'))
  if (path === undefined) return null
  const message = `is not valid ${encoding.toUpperCase()} (broken characters show as �); export the table again, or set encoding where there is a mapping`
  return { path, message }
}

/** Counts lines as the parser goes, ahead of who reads its rows: the parser takes \r\n inside quotes for two. */
class LineCount {
  /** The last line of the last whole row. */
  end = 0
  #overcounted = 0

  /** The line that a row begins on, from the one that the parser says it ends on. */
  firstOf(record: readonly string[], parserEnd: number): number {
    let breaks = 0
    for (const cell of record) {
      if (!/[\r\n]/.test(cell)) continue
      const real = cell.match(/\r\n|[\r\n]/g)?.length ?? 0
      breaks += real
      this.#overcounted += (cell.match(/[\r\n]/g)?.length ?? 0) - real
    }
    this.end = parserEnd - this.#overcounted
    return this.end - breaks
  }
}
