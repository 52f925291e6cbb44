import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { type Grouped, groupRows, type Row } from '../intake/group-rows.ts'
import type { RawRecord, Rejected } from '../intake/incoming.ts'
import type { Mapping } from '../intake/mapping.ts'
import { gatherRows } from './gather-rows.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { readXlsxRows } from './read-xlsx-rows.ts'

type TableRecord = RawRecord | Rejected

/** Reads a table with one row a message as conversations, in the order in which each begins. */
export async function* readTable(
  path: string,
  kind: 'csv' | 'xlsx',
  mapping: Mapping,
  counted: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
): AsyncGenerator<TableRecord[]> {
  const bytes = Readable.from(counted(createReadStream(path, { highWaterMark: 256 * 1024 })))
  const rows = kind === 'csv' ? readCsvRows(bytes, path, mapping) : readXlsxRows(bytes, path, mapping)
  for await (const [id, conversation] of gatherRows(rows, mapping.columns.conversation)) {
    yield [tableRecord(path, conversation, groupRows(id, conversation, mapping))]
  }
}

function tableRecord(file: string, rows: Row[], grouped: Grouped): TableRecord {
  const line = rows[0]?.line ?? null
  if ('value' in grouped) return { text: JSON.stringify(grouped.value), place: { file, line } }
  const record = JSON.stringify(rows.map(({ cells }) => cells))
  return { kind: 'rejected', rejection: { file, line: grouped.line, issues: grouped.issues, record } }
}
