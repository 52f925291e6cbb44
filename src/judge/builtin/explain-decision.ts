import type { LabelVerdict } from '../../domain/eval-set.ts'
import type { Contribution, DecisionParts } from '../../domain/explanation.ts'
import { type Decider, verdictShares } from './criterion-model.ts'
import { explainForest } from './explain-forest.ts'
import { explainRegression } from './explain-regression.ts'
import { topicsOf } from './explain-topics.ts'
import { stepsOf } from './forest.ts'

/** The features that a decision rests on: their names and their standardised values. */
export interface Grounds {
  names: readonly string[]
  row: Float64Array
}

/**
 * Takes a verdict's probability apart into what each feature did.
 * @param verdicts in the decider's order
 * @param chosen the place of the verdict; its rival is the likeliest of the others
 */
export function explainDecision(
  decider: Decider,
  verdicts: readonly LabelVerdict[],
  chosen: number,
  { names, row }: Grounds,
): DecisionParts {
  const shares = verdictShares(decider, row)
  const others = verdicts.keys().filter((place) => place !== chosen)
  const [rival = 0] = [...others].sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0))
  const regression = explainRegression(decider, row, chosen, rival)
  const forest =
    decider.forest === null ? null : explainForest(decider.forest, stepsOf(row), decider.classes, chosen)
  const both = (learnt: number, grown: number | undefined) =>
    grown === undefined ? learnt : (learnt + grown) / 2
  const contributions = names
    .map((feature, place): Contribution => {
      const learnt = regression.points[place] ?? 0
      const grown = forest?.byFeature[place]
      return {
        feature,
        logOdds: regression.logOdds[place] ?? 0,
        regression: learnt,
        forest: grown ?? 0,
        points: both(learnt, grown),
      }
    })
    .filter(({ regression, forest }) => regression !== 0 || forest !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
  const { share, start, difference, startDifference } = regression
  return {
    verdict: verdicts[chosen] ?? 'fail',
    rival: verdicts[rival] ?? 'pass',
    shares: verdicts.map((verdict, place) => ({ verdict, share: shares[place] ?? 0 })),
    share: shares[chosen] ?? 0,
    start: both(start, forest?.start),
    regression: { share, start, difference, startDifference },
    forest: forest && { share: forest.share, start: forest.start },
    contributions,
    topics: topicsOf(contributions),
    base: explainBase(decider, verdicts, chosen, { names, row }, regression.base),
  }
}

/** What was tuned is explained for the same verdict where it knows it, else for its own likeliest. */
function explainBase(
  { prior }: Decider,
  verdicts: readonly LabelVerdict[],
  chosen: number,
  grounds: Grounds,
  did: { logOdds: number; points: number },
): DecisionParts['base'] {
  if (prior === null) return null
  const known = verdictsOf(prior.decider, verdicts)
  const shares = verdictShares(prior.decider, grounds.row)
  const same = known.indexOf(verdicts[chosen] ?? 'fail')
  const place = same >= 0 ? same : shares.indexOf(Math.max(...shares))
  return { parts: explainDecision(prior.decider, known, place, grounds), ...did }
}

/** Weights do not name the verdicts of what they tune. Training keeps this order and leaves out what is too rare. */
const VERDICTS = ['pass', 'fail', 'not_applicable'] as const

function verdictsOf({ classes }: Decider, tuned: readonly LabelVerdict[]): readonly LabelVerdict[] {
  return tuned.length === classes ? tuned : VERDICTS.slice(0, classes)
}
