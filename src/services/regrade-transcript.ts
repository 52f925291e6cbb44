import type { Finding } from '../domain/finding.ts'
import type { Grade, HistoryEntry } from '../domain/grade.ts'
import type { Transcript } from '../domain/transcript.ts'
import { addUsage } from '../domain/usage.ts'
import type { Occasion } from '../judge/judge.ts'
import { askCriteria, NO_OCCASION, openCriteria } from './ask-criteria.ts'
import type { GraderDeps } from './grade-transcript.ts'
import type { PreparedScorecard } from './prepare-scorecards.ts'
import { reviewOf } from './review-of.ts'

/** Whether a rerun asks anything of this grade again. */
export function hasPassingCause(grade: Grade): boolean {
  return openCriteria(grade).size > 0
}

/**
 * Asks again for what failed for a passing cause, and for nothing else. Gives null where nothing was asked and nothing
 * came of it; otherwise the next revision, with each change in its history.
 */
export async function regradeTranscript(
  deps: GraderDeps,
  transcript: Transcript,
  prepared: PreparedScorecard,
  earlier: Grade,
  occasion: Occasion = NO_OCCASION,
): Promise<Grade | null> {
  const open = openCriteria(earlier)
  const asked = await askCriteria(deps, transcript, prepared, earlier, occasion)
  const { findings: answers, marks, usage, times } = asked
  const byCriterion = new Map(answers.map((finding) => [finding.criterion, finding]))
  const history: HistoryEntry[] = []
  const merged = earlier.findings.map((before) => {
    const after = open.has(before.criterion) ? byCriterion.get(before.criterion) : undefined
    if (after === undefined || (after.verdict === before.verdict && after.reason === before.reason))
      return before
    history.push(changed(before, after, times.gradedAt))
    return after
  })
  if (history.length === 0)
    return usage.requests === 0 ? null : { ...earlier, usage: addUsage(earlier.usage, usage) }
  const { findings, certificate, reasons } = prepared.standings.stand(merged)
  const score = prepared.weigh(findings, settledRedLines(earlier))
  const reading = asked.reading ?? earlier.reading
  const params = { ...earlier.provenance.params, ...asked.sent }
  return {
    ...earlier,
    findings,
    marks: marks ?? earlier.marks,
    ...score,
    ...(reading && { reading }),
    review: reviewOf(score, reading, reasons),
    provenance: { ...earlier.provenance, params, certificate, ...times, software: deps.software },
    usage: addUsage(earlier.usage, usage),
    history: [...earlier.history, ...history],
  }
}

function changed(before: Finding, after: Finding, at: string): HistoryEntry {
  const why = `asked again: ${before.reason}`
  return { by: 'touchstone', at, criterion: before.criterion, from: before.verdict, to: after.verdict, why }
}

function settledRedLines({ redLines }: Grade): Map<string, 'confirmed' | 'dismissed'> {
  return new Map(
    redLines.flatMap(({ criterion, state }) =>
      state === 'provisional' ? [] : [[criterion, state] as const],
    ),
  )
}
