import { pgColumns } from './columns.ts'
import { defineTables } from './tables.ts'

export const {
  transcripts,
  grades,
  gradeAgents,
  findings,
  batches,
  batchItems,
  replies,
  calls,
  judgements,
  providerBatches,
  providerBatchRequests,
  answers,
  modelFacts,
  evalRuns,
  evalFindings,
} = defineTables(pgColumns)
