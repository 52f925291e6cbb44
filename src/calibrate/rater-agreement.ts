import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { type AlternativeAnnotator, alternativeAnnotator } from './alternative-annotator.ts'
import { cohenKappa } from './cohen-kappa.ts'
import type { Item } from './compare-items.ts'
import { type LabelPair, tableOf } from './contingency-table.ts'
import type { LabelledBy } from './eval-report.ts'
import settings from './evaluate-settings.json' with { type: 'json' }
import { percentAgreement } from './percent-agreement.ts'
import { type RaterCeiling, raterCeiling } from './rater-ceiling.ts'

/** How practised the raters are, which says how often worse than one of them a judge may be. */
export type RaterSkill = keyof typeof settings.epsilon

/**
 * How far the raters agree among themselves: what a judge can be asked to reach. Conversations count the same here,
 * however they were chosen.
 */
export interface RaterAgreement {
  pairs: { raters: [string, string]; n: number; agreement: number | null; kappa: number | null }[]
  /** Of the pairs' κ; null where no pair has one. */
  lowest: number | null
  highest: number | null
  /** Mean κ of one rater against the others, and of the judge in that rater's place, on the same conversations. */
  ceiling: {
    /** Whose it is; only people's is a human ceiling. */
    of: LabelledBy
    rater: number | null
    judge: number | null
    /** judge / rater; null where the raters agree too little for it to say anything: `leastCeiling`. */
    ratio: number | null
    /** Conversations of the rater who has fewest of those that the means include; null where they include nobody. */
    fewest: number | null
  }
  alternative: AlternativeTest
}

/** Whether the judge may take a rater's place. */
export interface AlternativeTest extends Omit<AlternativeAnnotator, 'reason'> {
  skill: RaterSkill
  epsilon: number
  /** Two raters only: each is the other's sole reference, and the test says little. */
  fewRaters: boolean
  /** Why `passed` is null; where raters barely agree, to be as good as one of them means nothing. */
  reason: 'too_few_raters' | 'too_few_items' | 'raters_disagree' | null
}

/** The raters of one criterion, pair by pair and one by one, and where the judge stands beside that. */
export function raterAgreement(
  items: readonly Item[],
  raters: readonly string[],
  labelledBy: LabelledBy,
  skill: RaterSkill,
): RaterAgreement {
  const labelsOf = (rater: string) =>
    items.map(({ byRater }) => (Object.hasOwn(byRater, rater) ? (byRater[rater]?.verdict ?? null) : null))
  const all = raters.map((rater) => ({ rater, labels: labelsOf(rater) }))
  const pairs = all.flatMap((first, at) =>
    all.slice(at + 1).map((second) => {
      const labels = first.labels.map((label, item): LabelPair => [label, second.labels[item] ?? null])
      const { kappa, n } = cohenKappa(tableOf(labels, LABEL_VERDICTS))
      const names: [string, string] = [first.rater, second.rater]
      return { raters: names, n, agreement: percentAgreement(labels).value, kappa }
    }),
  )
  const kappas = pairs.flatMap(({ kappa }) => (kappa === null ? [] : [kappa]))
  const judge = items.map(({ verdict }) => verdict)
  const ceiling = raterCeiling({ raters: all, judge, scale: LABEL_VERDICTS })
  // κ of one fifth may come out a rounding below it.
  const areApart = ceiling.human !== null && ceiling.human < settings.leastCeiling - 1e-9
  const epsilon = settings.epsilon[skill]
  const test = alternativeAnnotator({ raters: all, judge, epsilon, fewestItems: settings.few })
  const rated = all.filter(({ labels }) => labels.some((label) => label !== null)).length
  return {
    pairs,
    lowest: kappas.length === 0 ? null : Math.min(...kappas),
    highest: kappas.length === 0 ? null : Math.max(...kappas),
    ceiling: {
      of: labelledBy,
      rater: ceiling.human,
      judge: ceiling.judge,
      ratio: ceiling.human === null || areApart ? null : ceiling.ratio,
      fewest: fewestOf(ceiling),
    },
    alternative: {
      ...test,
      skill,
      epsilon,
      fewRaters: rated === 2,
      passed: areApart ? null : test.passed,
      reason: rated < 2 ? 'too_few_raters' : (test.reason ?? (areApart ? 'raters_disagree' : null)),
    },
  }
}

function fewestOf({ perRater, leftOut }: RaterCeiling): number | null {
  const counts = perRater.filter(({ rater }) => !leftOut.includes(rater)).map(({ n }) => n)
  return counts.length === 0 ? null : Math.min(...counts)
}
