import type { FindingsById } from '../calibrate/compare-items.ts'
import type { KeptRun } from '../domain/eval-run.ts'

/** What a run found in each conversation that a scorecard fits. */
export function findingsOfRun({ conversations }: Pick<KeptRun, 'conversations'>): FindingsById {
  return new Map(
    conversations
      .filter(({ scorecard }) => scorecard !== null)
      .map(({ transcriptId, findings }) => [transcriptId, findings]),
  )
}
