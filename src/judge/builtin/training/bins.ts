import { stepsOf } from '../forest.ts'
import type { Matrix } from './matrix.ts'

/** Columns cut at quantiles, so that a split is looked for among a few values. */
export interface Bins {
  /** Rising cuts of each column; a column without any holds one value only. */
  cuts: number[][]
  /** The bin of each value: how many cuts of its column lie below it. Row by row, in the order of `rows`. */
  bins: Uint8Array
}

export const MOST_BINS = 32

/** Looks at the named rows only, in the steps in which a forest compares. */
export function binColumns({ width, values }: Matrix, rows: Uint32Array): Bins {
  const steps = stepsOf(values)
  const cuts = Array.from({ length: width }, (_, column) =>
    cutsOf(Float64Array.from(rows, (row) => steps[row * width + column] ?? 0).sort()),
  )
  const bins = new Uint8Array(rows.length * width)
  for (const [index, row] of rows.entries()) {
    for (let column = 0; column < width; column += 1)
      bins[index * width + column] = binOf(cuts[column] ?? [], steps[row * width + column] ?? 0)
  }
  return { cuts, bins }
}

function cutsOf(sorted: Float64Array): number[] {
  const highest = sorted.at(-1) ?? 0
  const cuts: number[] = []
  // From the lowest on: where most values are the same, that one alone is a bin.
  for (let bin = 0; bin < MOST_BINS - 1; bin += 1) {
    const cut = sorted[Math.floor((bin * sorted.length) / (MOST_BINS - 1))] ?? 0
    if (cut < highest && cut !== cuts.at(-1)) cuts.push(cut)
  }
  return cuts
}

function binOf(cuts: readonly number[], value: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value > (cuts[middle] ?? 0)) low = middle + 1
    else high = middle
  }
  return low
}
