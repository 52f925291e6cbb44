import { GraderError } from '../domain/errors.ts'
import type { Grade } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import { type GradeBatchDeps, gradeChunk } from './grade-batch.ts'

/**
 * Grades one conversation and stores it; one that has its grade already keeps it.
 * @throws GraderError SCORECARD_NOT_FOUND for a name there is none of; TRANSCRIPT_INVALID where no scorecard applies.
 */
export async function gradeOne(
  deps: GradeBatchDeps,
  transcript: Transcript,
  scorecard: string | null,
): Promise<{ grade: Grade; kept: boolean }> {
  const named = scorecard === null ? null : deps.shelf.named(scorecard)
  const record = { kind: 'transcript' as const, transcript, place: { file: 'request', line: null } }
  const [event] = await gradeChunk(deps, [{ position: 0, record }], {
    batchId: null,
    scorecard: named,
    concurrency: 1,
  })
  if (event === undefined || event.outcome === 'duplicate')
    throw new GraderError('INTERNAL', 'one conversation gave no grade')
  if (event.outcome !== 'rejected') return { grade: event.grade, kept: event.outcome === 'kept' }
  throw new GraderError('TRANSCRIPT_INVALID', 'the conversation could not be graded', {
    issues: event.rejection.issues,
  })
}
