import type { FoundRedLine, Grade } from '../domain/grade.ts'
import { type Mean, runningMean } from './running-mean.ts'
import { runningSpread, type Spread } from './running-spread.ts'
import { unconfirmedOf } from './unconfirmed.ts'

export interface TotalsSummary {
  /** Of the conversations that have a total; the rest are in `withoutTotal`. */
  totals: Spread
  withoutTotal: { n: number; nothingScored: number }
  /** Totals that rest on verdicts that no certificate covers or that await a person's nod. */
  unconfirmedTotals: number
  /** Where the totals would lie with everything unscored taken as fail and as pass. */
  bounds: { low: Mean; high: Mean }
  /** The mean total if every provisional red line were confirmed, over the same conversations. */
  ifConfirmed: Mean
  outcomes: {
    passed: number
    failed: number
    undecided: number
    /** Of the passed: with a red line that a person has yet to confirm or dismiss. */
    passedWithRedLine: number
  }
  coverage: Mean
  /** Conversations with at least one red line that was not dismissed. */
  redLineConversations: number
}

export interface TotalsTally {
  add(grade: Grade): void
  result(): TotalsSummary
}

/** What whole conversations came to. */
export function totalsTally(): TotalsTally {
  const totals = runningSpread()
  const withoutTotal = { n: 0, nothingScored: 0 }
  let unconfirmedTotals = 0
  const bounds = { low: runningMean(), high: runningMean() }
  const ifConfirmed = runningMean()
  const outcomes = { passed: 0, failed: 0, undecided: 0, passedWithRedLine: 0 }
  const coverage = runningMean()
  let redLineConversations = 0
  return {
    add(grade) {
      const { total, totalIfConfirmed } = grade
      if (total === null) {
        withoutTotal.n += 1
        if (grade.totalReason === 'nothing_scored') withoutTotal.nothingScored += 1
      } else {
        totals.add(total)
        ifConfirmed.add(totalIfConfirmed ?? total)
      }
      if (unconfirmedOf(grade) !== null) unconfirmedTotals += 1
      if (grade.bounds !== null) {
        bounds.low.add(grade.bounds[0])
        bounds.high.add(grade.bounds[1])
      }
      coverage.add(grade.coverage)
      outcomes[grade.passed === null ? 'undecided' : grade.passed ? 'passed' : 'failed'] += 1
      if (grade.passed === true && hasRedLine(grade.redLines)) outcomes.passedWithRedLine += 1
      if (hasRedLine(grade.redLines)) redLineConversations += 1
    },
    result: () => ({
      totals: totals.result(),
      withoutTotal: { ...withoutTotal },
      unconfirmedTotals,
      bounds: { low: bounds.low.result(), high: bounds.high.result() },
      ifConfirmed: ifConfirmed.result(),
      outcomes: { ...outcomes },
      coverage: coverage.result(),
      redLineConversations,
    }),
  }
}

function hasRedLine(lines: readonly FoundRedLine[]): boolean {
  return lines.some(({ state }) => state !== 'dismissed')
}
