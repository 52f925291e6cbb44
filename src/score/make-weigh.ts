import type { Finding } from '../domain/finding.ts'
import type { Score } from '../domain/grade.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { adjust } from './adjust.ts'
import { planForm } from './form-plan.ts'
import { foundRedLines, type RedLineStates, voidedBy } from './red-lines.ts'
import { settle, TOLERANCE } from './settle.ts'
import { sumByDeduction } from './sum-by-deduction.ts'
import { sumByWeight } from './sum-by-weight.ts'

export type Weigh = (findings: readonly Finding[], states?: RedLineStates) => Score

const NO_STATES: RedLineStates = new Map()

/**
 * Prepares the score of one form. The function it gives adds the findings up as the form's method says (DESIGN §5):
 * the contributions add up to `total`, on a scale of 0 to 100, before any rounding.
 * @throws GraderError INTERNAL where a criterion of the form has no finding.
 */
export function makeWeigh(scorecard: Scorecard): Weigh {
  const { passMark, method } = scorecard
  const { sections, adjustments, redLines, place } = planForm(scorecard)
  const sumForm = method === 'weighted' ? sumByWeight : sumByDeduction
  return (findings, states = NO_STATES) => {
    const findingAt = place(findings)
    const found = foundRedLines(redLines, findingAt, states)
    const adjusted = adjust(adjustments, findingAt)
    const confirmed = voidedBy(found, ['confirmed'])
    const form = sumForm(sections, findingAt, confirmed.sections)
    const { total, contributions, bounds } = settle(form, adjusted, confirmed.form)

    const totalIfConfirmed = (): number | null => {
      if (total === null || !found.some(({ state }) => state === 'provisional')) return null
      const all = voidedBy(found, ['confirmed', 'provisional'])
      return settle(sumForm(sections, findingAt, all.sections), adjusted, all.form).total
    }
    return {
      sections: form.sections,
      contributions,
      total,
      totalReason: total === null ? 'nothing_scored' : null,
      totalIfConfirmed: totalIfConfirmed(),
      bounds,
      coverage: form.coverage,
      passed: total === null || bounds === null ? null : passes(bounds, passMark),
      redLines: found,
    }
  }
}

/** null where the bounds lie on both sides of the mark. A total of 79.999999999999986 reaches a mark of 80. */
function passes([low, high]: [number, number], passMark: number): boolean | null {
  const mark = passMark - TOLERANCE
  if (low >= mark) return true
  return high < mark ? false : null
}
