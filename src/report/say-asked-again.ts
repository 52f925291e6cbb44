import type { NotAssessed } from '../insight/not-assessed.ts'
import { count } from './format.ts'
import { fill, type ReportText } from './text.ts'

/** How many of the unscored findings a plain rerun asks for again; null where there are none of these. */
export function sayAskedAgain(reasons: readonly NotAssessed[], text: ReportText): string | null {
  const again = sum(reasons.filter(({ askedAgain }) => askedAgain))
  return again === 0 ? null : fill(text.askedAgainSum, { n: count(again), all: count(sum(reasons)) })
}

function sum(reasons: readonly NotAssessed[]): number {
  return reasons.reduce((all, { findings }) => all + findings, 0)
}
