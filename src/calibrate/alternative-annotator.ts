import { adjustPValues } from './adjust-p-values.ts'
import { tCdf } from './distributions.ts'
import { mean, variance } from './moments.ts'

export interface AlternativeAnnotatorInput<Label> {
  /** Each rater's label per conversation, in the same order for everyone; null where a rater gave none. */
  raters: readonly { rater: string; labels: readonly (Label | null)[] }[]
  judge: readonly (Label | null)[]
  /** How often worse than a person the judge may be, since it costs less: .2 for experts, .15 skilled, .1 crowd. */
  epsilon: number
  /** How well a label fits those of the other raters, at least one; more is better. @default shareOfOthers */
  score?: (label: Label, others: readonly Label[]) => number
  /** False discovery rate of the tests over raters. @default 0.05 */
  q?: number
  /** Raters with fewer conversations are left out. @default 30, never below 2 */
  fewestItems?: number
}

export interface AlternativeAnnotator {
  raters: {
    rater: string
    /** Conversations that this rater, another rater and the judge labelled. */
    n: number
    /** Share of them on which the judge fits the other raters at least as well as this rater does. */
    advantage: number
    /** Of "the judge is worse than this rater by epsilon or more", one-sided t. */
    p: number
    /** Whether the judge may stand in for this rater: that is rejected, Benjamini–Yekutieli over raters. */
    replaceable: boolean
  }[]
  leftOut: { rater: string; n: number }[]
  /** Share of the raters the judge may stand in for, and mean advantage; null where no rater has items enough. */
  winningRate: number | null
  advantage: number | null
  /** Winning rate at least ½. */
  passed: boolean | null
  reason: 'too_few_items' | null
}

const PASSING_RATE = 0.5

/**
 * The alternative annotator test: whether the judge may take a rater's place, held rater by rater against the others.
 * Best with three raters or more. Calderon, Reichart & Dror 2025, ACL (long papers), p. 16051, sec. 3.
 */
export function alternativeAnnotator<Label extends string | number>(
  input: AlternativeAnnotatorInput<Label>,
): AlternativeAnnotator {
  const { raters, epsilon, q = 0.05, fewestItems = 30 } = input
  const all = raters.map(({ rater }, seat) => ({ rater, comparisons: compare(input, seat) }))
  const enough = Math.max(2, fewestItems)
  const kept = all
    .filter(({ comparisons }) => comparisons.length >= enough)
    .map(({ rater, comparisons }) => ({
      rater,
      n: comparisons.length,
      advantage: mean(comparisons.map(({ its, mine }) => (its >= mine ? 1 : 0))),
      p: pBelow(
        comparisons.map(({ its, mine }) => (mine >= its ? 1 : 0) - (its >= mine ? 1 : 0)),
        epsilon,
      ),
    }))
  const leftOut = all
    .filter(({ comparisons }) => comparisons.length < enough)
    .map(({ rater, comparisons }) => ({ rater, n: comparisons.length }))
  if (kept.length === 0)
    return { raters: [], leftOut, winningRate: null, advantage: null, passed: null, reason: 'too_few_items' }
  const adjusted = adjustPValues(
    kept.map(({ p }) => p),
    'benjamini-yekutieli',
  )
  const tested = kept.map((one, at) => ({ ...one, replaceable: (adjusted[at] ?? 1) <= q }))
  const winningRate = mean(tested.map(({ replaceable }) => (replaceable ? 1 : 0)))
  const advantage = mean(tested.map((one) => one.advantage))
  return {
    raters: tested,
    leftOut,
    winningRate,
    advantage,
    passed: winningRate >= PASSING_RATE,
    reason: null,
  }
}

/** Share of the others who said the same: the score for verdicts. */
function shareOfOthers<Label>(label: Label, others: readonly Label[]): number {
  return mean(others.map((other) => (other === label ? 1 : 0)))
}

/** How well the rater and the judge fit the others, on each conversation where all have a label. */
function compare<Label extends string | number>(
  { raters, judge, score = shareOfOthers }: AlternativeAnnotatorInput<Label>,
  seat: number,
): { mine: number; its: number }[] {
  return judge.flatMap((verdict, at) => {
    const label = raters[seat]?.labels[at] ?? null
    const others = raters.flatMap(({ labels }, other) => (other === seat ? [] : [labels[at] ?? null]))
    const given = others.filter((other) => other !== null)
    if (label === null || verdict === null || given.length === 0) return []
    return [{ mine: score(label, given), its: score(verdict, given) }]
  })
}

/** One-sided t of a mean of at least `bound`. Without spread there is no t: then the mean itself decides. */
function pBelow(values: readonly number[], bound: number): number {
  const [centre, spread] = [mean(values), variance(values, 1)]
  if (spread === 0) return centre < bound ? 0 : 1
  return tCdf((centre - bound) / Math.sqrt(spread / values.length), values.length - 1)
}
