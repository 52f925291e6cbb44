import { type Decider, logOdds, verdictShares } from '../criterion-model.ts'
import { binColumns } from './bins.ts'
import { fitForest } from './fit-forest.ts'
import { fitLogistic, type SparseRows } from './fit-logistic.ts'
import { type Matrix, rowOf } from './matrix.ts'
import settings from './settings.json' with { type: 'json' }

/** What a criterion's decision is learnt from. */
export interface Lessons {
  /** Standardised features. */
  matrix: Matrix
  /** The verdict of each row of the matrix, below `classes`. */
  targets: Uint8Array
  classes: number
  /** The decider to tune; null learns from nothing. */
  prior: Decider | null
}

/** Fits one criterion's decision to some of the rows. Seeded. */
export function fitDecider(lessons: Lessons, rows: Uint32Array): Decider {
  return lessons.prior === null ? fitAnew(lessons, rows) : tune(lessons, rows, lessons.prior)
}

function fitAnew({ matrix, targets, classes }: Lessons, rows: Uint32Array): Decider {
  const { width } = matrix
  const inputs = Array.from(rows, (row) => [...rowOf(matrix, row), 1])
  const weights = new Float32Array(classes * (width + 1))
  const own = Uint8Array.from(rows, (row) => targets[row] ?? 0)
  for (let one = 0; one < classes; one += 1)
    weights.set(regress(inputs, own, one, settings.regression), one * (width + 1))
  const forest = fitForest(binColumns(matrix, rows), own, classes, settings.forest)
  return { classes, weights, forest, prior: null }
}

/**
 * Few labels move an earlier decision and do not replace it: its log-odds and the constant are learnt freely, the
 * features only as far as many labels agree.
 */
function tune({ matrix, targets, classes }: Lessons, rows: Uint32Array, decider: Decider): Decider {
  const { width } = matrix
  const { feature, constant, odds } = settings.tuning
  const places = decider.classes
  const inputs = Array.from(rows, (row) => {
    const values = rowOf(matrix, row)
    const before = verdictShares(decider, values)
    return [
      ...values.map((value) => feature * value),
      constant,
      ...Array.from(before, (share) => odds * logOdds(share)),
    ]
  })
  const weights = new Float32Array(classes * (width + 1))
  const priorWeights = new Float32Array(classes * places)
  const own = Uint8Array.from(rows, (row) => targets[row] ?? 0)
  for (let one = 0; one < classes; one += 1) {
    const fitted = regress(inputs, own, one, settings.tuning)
    weights.set(
      fitted.subarray(0, width).map((weight) => weight * feature),
      one * (width + 1),
    )
    weights[one * (width + 1) + width] = (fitted[width] ?? 0) * constant
    priorWeights.set(
      fitted.subarray(width + 1).map((weight) => weight * odds),
      one * places,
    )
  }
  return { classes, weights, forest: null, prior: { decider, weights: priorWeights } }
}

function regress(
  inputs: readonly number[][],
  targets: Uint8Array,
  one: number,
  options: { cost: number; passes: number; seed: number },
): Float64Array {
  const width = inputs[0]?.length ?? 0
  const rows: SparseRows = {
    width,
    rowStarts: Uint32Array.from({ length: inputs.length + 1 }, (_, index) => index * width),
    columns: Uint32Array.from({ length: inputs.length * width }, (_, index) => index % width),
    values: Float32Array.from(inputs.flat()),
  }
  const is = targets.map((target) => (target === one ? 1 : 0))
  return fitLogistic(rows, is, Uint32Array.from(inputs.keys()), options)
}
