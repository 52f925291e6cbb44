import { GraderError } from '../domain/errors.ts'

export interface LadderState {
  /** The mean loss shown last, to the nearest 1/n. */
  released: number
  /** Whether the latest submission changed it. */
  updated: boolean
  /** The losses of the submission that `released` is of. */
  best: readonly number[]
}

/**
 * The next rung of a leaderboard on a holdout that is looked at again and again: a submission's loss is shown only
 * where it beats the best by more than the standard error of the paired difference; else the old figure stays, so that
 * nothing is learned of the holdout from noise. Blum & Hardt 2015 (arXiv:1502.04585), the ladder without parameters.
 *
 * @param previous null for the first submission, which is always shown
 * @param losses one for each conversation of the holdout, in an order that never changes
 * @throws GraderError `INTERNAL` where there are no losses, or another number of them than before.
 */
export function climbLadder(previous: LadderState | null, losses: readonly number[]): LadderState {
  const n = losses.length
  if (n === 0 || (previous !== null && previous.best.length !== n))
    throw new GraderError('INTERNAL', `${n} losses on a ladder of ${previous?.best.length ?? 'at least 1'}`)
  const loss = mean(losses)
  const better =
    previous === null || loss < previous.released - pairedDeviation(losses, previous.best) / Math.sqrt(n)
  if (better) return { released: Math.round(loss * n) / n, updated: true, best: losses }
  return { ...previous, updated: false }
}

/** Sample standard deviation of the differences; not a number for one pair, of which nothing can be said. */
function pairedDeviation(losses: readonly number[], best: readonly number[]): number {
  const differences = losses.map((loss, at) => loss - (best[at] ?? 0))
  const middle = mean(differences)
  const squares = differences.reduce((total, difference) => total + (difference - middle) ** 2, 0)
  return Math.sqrt(squares / (differences.length - 1))
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length
}
