import { FigureWeights, PAIR_SIGNS } from '../figures/pairs.ts'
import { forPairs, readConversation, type StatedTurn, statements } from '../figures/read-conversation.ts'
import prior from '../lexicons/figures-prior.json' with { type: 'json' }
import { fitLogistic } from './fit-logistic.ts'

/** A conversation to learn from. */
export interface FigureCase {
  turns: readonly StatedTurn[]
  /** Indices of the turns that raters marked as contradicting others, or as evidence that information was not consistent. */
  contradicted: readonly number[]
  /** Whether the raters found its information inconsistent. */
  failed: boolean
}

/** Fewer contradicting pairs than this teach nothing. */
const LEAST_PAIRS = 20
const COST = 1
const PASSES = 40
const WIDTH = PAIR_SIGNS.length

/** Pairs of differing statements, and which of them contradict each other. */
interface PairRows {
  values: number[]
  targets: number[]
}

/**
 * Fits how much each sign of two differing statements says that they contradict each other, on the cases that `rows`
 * name. A pair contradicts if raters marked both its turns; where they mark hardly more than the later ones, if they
 * marked that. Where they mark too few turns for either, the weights are the ones that come with the judge.
 */
export function fitFigures(cases: readonly FigureCase[], rows: Uint32Array): FigureWeights {
  for (const laterIsEnough of [false, true]) {
    const { values, targets } = pairRows(cases, rows, laterIsEnough)
    if (targets.filter((target) => target === 1).length < LEAST_PAIRS) continue
    const features = {
      rowStarts: Uint32Array.from({ length: targets.length + 1 }, (_, index) => index * WIDTH),
      columns: Uint32Array.from(values, (_, index) => index % WIDTH),
      values: Float32Array.from(values),
      width: WIDTH,
    }
    const every = Uint32Array.from(targets.keys())
    const fitted = fitLogistic(features, Uint8Array.from(targets), every, { cost: COST, passes: PASSES })
    return FigureWeights.parse(
      Object.fromEntries(PAIR_SIGNS.map((sign, place) => [sign, round(fitted[place] ?? 0)])),
    )
  }
  return FigureWeights.parse(prior)
}

function round(weight: number): number {
  return Math.round(weight * 1e4) / 1e4
}

function pairRows(cases: readonly FigureCase[], rows: Uint32Array, laterIsEnough: boolean): PairRows {
  const values: number[] = []
  const targets: number[] = []
  for (const row of rows) {
    const one = cases[row]
    // A failed conversation whose turns nobody marked says nothing of its pairs.
    if (one === undefined || (one.failed && one.contradicted.length === 0)) continue
    const marked = new Set(one.failed ? one.contradicted : [])
    readConversation(one.turns)
    forPairs(one.turns, (signs, earlier, later) => {
      const isMarked = marked.has(statements.turns[later] ?? -1)
      const isWhole = laterIsEnough || marked.has(statements.turns[earlier] ?? -1)
      // What is half marked may be either.
      if (isMarked && !isWhole) return
      for (const value of signs) values.push(value)
      targets.push(isMarked ? 1 : 0)
    })
  }
  return { values, targets }
}
