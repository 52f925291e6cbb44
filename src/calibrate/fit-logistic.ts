import { solvePositive } from './solve-positive.ts'

/** Independent normal priors of the coefficients. */
export interface NormalPriors {
  mean: readonly number[]
  sd: readonly number[]
}

const MOST_STEPS = 100
const MOST_HALVINGS = 40
/** A step below this share of the coefficients’ size has arrived: what is left is about its square. */
const ARRIVED = 1e-8
/** Rounding rest of the objective, as a share of its size. */
const REST = 1e-13

/**
 * The coefficients of logit p = Σ coefficient × column that fit the targets (0..1) best: maximum likelihood, or with
 * priors the posterior mode. An intercept is a column of ones. By Newton's method with halved steps, which converges
 * from anywhere as the objective is convex. Null where no one finite answer is best: columns that depend on each other,
 * or targets that a column separates. With priors there always is one.
 */
export function fitLogistic(
  columns: readonly ArrayLike<number>[],
  targets: ArrayLike<number>,
  priors?: NormalPriors,
): number[] | null {
  const problem = { width: columns.length, rows: interleaved(columns, targets.length), targets, priors }
  let place = evaluate(problem, priors?.mean.slice() ?? columns.map(() => 0))
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const direction = solvePositive(place.curvature, place.slope)
    if (direction === null) return null
    const next = descend(problem, place, direction)
    const moved = Math.max(...next.at.map((value, index) => Math.abs(value - (place.at[index] ?? 0))))
    place = next
    if (moved <= ARRIVED * (1 + Math.max(...next.at.map(Math.abs)))) return next.at
  }
  return null
}

interface Problem {
  /** Number of columns. */
  width: number
  /** The columns' values, row by row. */
  rows: Float64Array
  targets: ArrayLike<number>
  priors: NormalPriors | undefined
}

/** The objective (negative log-likelihood and log-prior) at coefficients, with its slope and curvature (lower half). */
interface Place {
  at: number[]
  objective: number
  slope: number[]
  curvature: number[][]
}

function interleaved(columns: readonly ArrayLike<number>[], height: number): Float64Array {
  const rows = new Float64Array(columns.length * height)
  for (const [index, column] of columns.entries())
    for (let row = 0; row < height; row += 1) rows[row * columns.length + index] = column[row] ?? 0
  return rows
}

function descend(problem: Problem, from: Place, direction: readonly number[]): Place {
  let share = 1
  for (let halving = 0; halving < MOST_HALVINGS; halving += 1) {
    const next = evaluate(
      problem,
      from.at.map((value, index) => value - share * (direction[index] ?? 0)),
    )
    if (next.objective <= from.objective + REST * (1 + Math.abs(from.objective))) return next
    share /= 2
  }
  return from
}

function evaluate({ width, rows, targets, priors }: Problem, at: number[]): Place {
  const coefficients = Float64Array.from(at)
  const slope = new Float64Array(width)
  const curvature = new Float64Array(width * width)
  let objective = 0
  for (let row = 0, start = 0; row < targets.length; row += 1, start += width) {
    const target = targets[row] ?? 0
    let odds = 0
    for (let index = 0; index < width; index += 1)
      odds += (coefficients[index] ?? 0) * (rows[start + index] ?? 0)
    const rarer = Math.exp(-Math.abs(odds))
    const chance = (odds >= 0 ? 1 : rarer) / (1 + rarer)
    const doubt = (odds >= 0 ? rarer : 1) / (1 + rarer)
    // chance − target would lose all digits near 1, and a fit without bound would seem to have arrived.
    const excess = (1 - target) * chance - target * doubt
    objective += Math.max(odds, 0) + Math.log1p(rarer) - target * odds
    for (let one = 0; one < width; one += 1) {
      const value = rows[start + one] ?? 0
      add(slope, one, excess * value)
      for (let other = 0; other <= one; other += 1)
        add(curvature, one * width + other, chance * doubt * value * (rows[start + other] ?? 0))
    }
  }
  for (const [index, value] of at.entries()) {
    const precision = priors === undefined ? 0 : (priors.sd[index] ?? 1) ** -2
    const off = value - (priors?.mean[index] ?? 0)
    objective += (precision * off * off) / 2
    add(slope, index, precision * off)
    add(curvature, index * width + index, precision)
  }
  return {
    at,
    objective,
    slope: [...slope],
    curvature: at.map((_, row) => [...curvature.subarray(row * width, (row + 1) * width)]),
  }
}

function add(sums: Float64Array, at: number, amount: number): void {
  sums[at] = (sums[at] ?? 0) + amount
}
