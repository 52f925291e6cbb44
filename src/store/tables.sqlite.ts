import { sqliteColumns } from './columns.ts'
import { defineTables } from './tables.ts'

export const { transcripts, grades, gradeAgents, findings, batches, batchItems, replies } =
  defineTables(sqliteColumns)
