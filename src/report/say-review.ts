import type { ReviewSummary } from '../insight/review-tally.ts'
import { count } from './format.ts'
import { fill, type ReportText } from './text.ts'

/** How many conversations need a person, and how many of them only to confirm verdicts. */
export function sayReview(
  { needed, onlyAssist }: Pick<ReviewSummary, 'needed' | 'onlyAssist'>,
  text: ReportText,
): string {
  const all = fill(text.reviewNeeded, { n: count(needed) })
  return onlyAssist === 0 ? all : fill(text.reviewOnlyAssist, { all, n: count(onlyAssist) })
}
