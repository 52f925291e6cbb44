import type { DaySummary } from '../insight/day-summary.ts'
import { count } from './format.ts'
import { fill, type ReportText } from './text.ts'

/** How many were graded now, kept, and of these asked again. */
export function sayGraded({ graded, kept, askedAgain }: DaySummary['counts'], text: ReportText): string {
  const known = { n: count(graded), kept: count(kept), again: count(askedAgain) }
  return fill(askedAgain === 0 ? text.gradedNow : text.gradedAgain, known)
}
