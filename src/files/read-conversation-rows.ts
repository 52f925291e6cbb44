import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Row } from '../intake/group-rows.ts'

const Stored = z.object({ conversation: z.string(), row: z.string() })
const StoredRow = z.object({
  line: z.number(),
  cells: z.record(z.string(), z.string()),
  issue: z.object({ path: z.string(), message: z.string() }).exactOptional(),
})

/**
 * Brings the rows of each conversation together, however they are mixed in the file: a temporary SQLite file on disk
 * sorts them, so that memory does not grow and no conversation is cut in two.
 */
export async function* readConversationRows(
  rows: AsyncIterable<Row>,
  column: string,
): AsyncGenerator<[string, Row[]]> {
  const database = new Database('')
  try {
    database.pragma('journal_mode = off')
    database.exec(
      'create table rows (conversation text not null, position integer primary key, row text not null); begin',
    )
    const insert = database.prepare('insert into rows (conversation, row) values (?, ?)')
    for await (const row of rows) insert.run((row.cells[column] ?? '').trim(), JSON.stringify(row))
    database.exec('commit; create index by_conversation on rows (conversation, position)')
    const sorted = database.prepare(
      `select rows.conversation, row from rows
       join (select conversation, min(position) as first from rows group by conversation) using (conversation)
       order by first, position`,
    )
    let id: string | null = null
    let group: Row[] = []
    for (const found of sorted.iterate()) {
      const { conversation, row } = Stored.parse(found)
      if (id !== null && conversation !== id) {
        yield [id, group]
        group = []
      }
      id = conversation
      group.push(StoredRow.parse(JSON.parse(row)))
    }
    if (id !== null) yield [id, group]
  } finally {
    database.close()
  }
}
