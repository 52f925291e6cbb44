import { makeGroupRows } from '../intake/group-rows.ts'
import { type RawRecord, type Rejected, rejected } from '../intake/incoming.ts'
import type { Mapping } from '../intake/mapping.ts'
import { readConversationRows } from './read-conversation-rows.ts'
import { readCsvRows } from './read-csv-rows.ts'
import { BrokenTable } from './read-table-error.ts'
import { BrokenUtf16 } from './read-utf8.ts'
import { readXlsxRows } from './read-xlsx-rows.ts'
import { requireColumns } from './require-columns.ts'

/** Reads a table with one row a message as conversations, in the order in which each begins. */
export async function* readTable(
  bytes: AsyncIterable<Buffer>,
  file: string,
  kind: 'csv' | 'xlsx',
  mapping: Mapping,
): AsyncGenerator<(RawRecord | Rejected)[]> {
  const groupRows = makeGroupRows(mapping)
  const acceptHeading = (heading: readonly string[]) => requireColumns(heading, file, mapping)
  const rows =
    kind === 'csv' ? readCsvRows(bytes, { ...mapping, acceptHeading }) : readXlsxRows(bytes, file, mapping)
  try {
    for await (const [id, conversation] of readConversationRows(rows, mapping.columns.conversation)) {
      const grouped = groupRows(id, conversation)
      if ('value' in grouped) {
        yield [{ text: JSON.stringify(grouped.value), place: { file, line: conversation[0]?.line ?? null } }]
        continue
      }
      const record = JSON.stringify(conversation.map(({ cells }) => cells))
      yield [{ kind: 'rejected', rejection: { file, line: grouped.line, issues: grouped.issues, record } }]
    }
  } catch (error) {
    const line = error instanceof BrokenTable ? error.line : null
    if (!(error instanceof BrokenTable) && !(error instanceof BrokenUtf16)) throw error
    yield [rejected({ file, line }, '', '', `${error.message}; none of this table was read`)]
  }
}
