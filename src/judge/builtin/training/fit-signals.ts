import type { SignalWeights } from '../fitted-marks.ts'
import { fitLogistic } from './fit-logistic.ts'
import settings from './settings.json' with { type: 'json' }

/** The signals of one turn or conversation, and whether it is a case. */
export interface SignalCase {
  signals: ArrayLike<number>
  is: boolean
}

const { leastSpread, leastShareSpread, constant, ...fitting } = settings.marks

/**
 * Weighs named signals by logistic regression. Signals are centred and scaled by their spread, but by no less than a
 * least spread, so that rare ones get no giant weights; the weights returned are per unit of the signal as it is.
 */
export function fitSignals(cases: readonly SignalCase[], names: readonly string[]): SignalWeights {
  const width = names.length
  const n = cases.length
  const means = names.map((_, column) => sumOf(cases, (one) => one[column] ?? 0) / n)
  const spreads = names.map((name, column) => {
    const squares = sumOf(cases, (one) => ((one[column] ?? 0) - (means[column] ?? 0)) ** 2)
    return Math.max(Math.sqrt(squares / n), leastOf(name))
  })
  const values = new Float32Array(n * (width + 1))
  for (const [row, { signals }] of cases.entries()) {
    for (let column = 0; column < width; column += 1)
      values[row * (width + 1) + column] =
        ((signals[column] ?? 0) - (means[column] ?? 0)) / (spreads[column] ?? 1)
    // Large, so that the constant is hardly held down.
    values[row * (width + 1) + width] = constant
  }
  const rows = {
    width: width + 1,
    rowStarts: Uint32Array.from({ length: n + 1 }, (_, row) => row * (width + 1)),
    columns: Uint32Array.from(values, (_, at) => at % (width + 1)),
    values,
  }
  const targets = Uint8Array.from(cases, ({ is }) => (is ? 1 : 0))
  const fitted = fitLogistic(rows, targets, Uint32Array.from(cases.keys()), fitting)
  const weights = spreads.map((spread, column) => (fitted[column] ?? 0) / spread)
  const centre = weights.reduce((sum, weight, column) => sum + weight * (means[column] ?? 0), 0)
  return {
    intercept: round((fitted[width] ?? 0) * constant - centre),
    weights: Object.fromEntries(names.map((name, column) => [name, round(weights[column] ?? 0)])),
  }
}

export function round(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

/** Shares vary less than counts. */
function leastOf(name: string): number {
  return /^share:|Share$/.test(name) ? leastShareSpread : leastSpread
}

function sumOf(cases: readonly SignalCase[], of: (signals: ArrayLike<number>) => number): number {
  return cases.reduce((sum, { signals }) => sum + of(signals), 0)
}
