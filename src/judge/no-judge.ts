import { NO_USAGE } from '../domain/usage.ts'
import type { Judge } from './judge.ts'
import { unscoredFinding } from './unscored-finding.ts'

/** Decides nothing: every judged criterion is `unscored: no_judge` and leaves the total. */
export const noJudge: Judge = {
  configuration: { judge: 'none', model: null, promptHash: null, params: {} },
  judge: async (_transcript, criteria) => ({
    findings: criteria.map((criterion) => unscoredFinding(criterion, 'no_judge')),
    marks: null,
    usage: NO_USAGE,
  }),
}
