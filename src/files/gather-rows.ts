import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Row } from '../intake/group-rows.ts'

const Stored = z.object({ conversation: z.string(), line: z.number(), cells: z.string() })
const Cells = z.record(z.string(), z.string())

/**
 * Brings the rows of each conversation together, however they are mixed in the file: a temporary SQLite file on disk
 * sorts them, so that memory does not grow and no conversation is cut in two.
 */
export async function* gatherRows(rows: AsyncIterable<Row>, column: string): AsyncGenerator<[string, Row[]]> {
  const database = new Database('')
  try {
    database.exec(
      'create table rows (conversation text not null, line integer not null, cells text not null); begin',
    )
    const insert = database.prepare('insert into rows values (?, ?, ?)')
    for await (const { line, cells } of rows) insert.run(cells[column] ?? '', line, JSON.stringify(cells))
    database.exec('commit; create index by_conversation on rows (conversation, line)')
    const sorted = database.prepare(
      `select rows.conversation, line, cells from rows
       join (select conversation, min(line) as first from rows group by conversation) using (conversation)
       order by first, line`,
    )
    let id: string | null = null
    let group: Row[] = []
    for (const row of sorted.iterate()) {
      const { conversation, line, cells } = Stored.parse(row)
      if (id !== null && conversation !== id) {
        yield [id, group]
        group = []
      }
      id = conversation
      group.push({ line, cells: Cells.parse(JSON.parse(cells)) })
    }
    if (id !== null) yield [id, group]
  } finally {
    database.close()
  }
}
