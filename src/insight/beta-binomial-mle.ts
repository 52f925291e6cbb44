import { GraderError } from '../domain/errors.ts'
import { type CountTails, countTails } from './count-tails.ts'
import { fallingRoot } from './falling-root.ts'

/** One agent: `hits` (such as fails) among `n` conversations. */
export interface Tally {
  hits: number
  n: number
}

export interface BetaBinomialFit {
  /** α and β of the rates' distribution over agents; null where they cannot be told. */
  alpha: number | null
  beta: number | null
  /** Log-likelihood at the optimum, without the binomial coefficients, which do not depend on α and β. */
  loglik: number | null
  /**
   * Set where the likelihood rises up to a bound of α + β. `no_overdispersion`: agents differ no more than chance
   * makes them, α + β is 1e6 for infinity, and shrunk rates are all but the common one. `all_or_nothing`: each agent
   * has hits only or none, α + β is 0.01 for 0.
   */
  bound: 'no_overdispersion' | 'all_or_nothing' | null
  /** Why α and β are null. `no_repeats`: nobody has two conversations. */
  reason: 'too_few_agents' | 'no_repeats' | 'no_hits' | 'only_hits' | null
}

/** 1 / (α + β). In this form the likelihood has no pole at 0, which is the plain binomial. */
const [LEAST_SPREAD, MOST_SPREAD] = [1e-6, 1e2]
const GRID = 64

/**
 * Maximum-likelihood α and β of the beta-binomial: how rates are spread over agents. Agents without conversations say
 * nothing and may be there. Griffiths 1973, Biometrics 29:637. For each α + β the likelihood is concave in the mean
 * α / (α + β); along α + β a grid finds the highest of several peaks.
 *
 * @throws GraderError `INTERNAL` where a tally is not of whole numbers with 0 ≤ hits ≤ n.
 */
export function betaBinomialMle(tallies: readonly Tally[]): BetaBinomialFit {
  for (const [at, { hits, n }] of tallies.entries())
    if (!(Number.isSafeInteger(hits) && Number.isSafeInteger(n) && hits >= 0 && hits <= n))
      throw new GraderError('INTERNAL', `agent ${at}: ${hits} of ${n}; these have to be whole, 0 ≤ hits ≤ n`)
  const reason = whyNone(tallies)
  if (reason !== null) return { alpha: null, beta: null, loglik: null, bound: null, reason }
  const tails = countTails(tallies)
  const logSpread = bestLogSpread(tails)
  const spread = Math.exp(logSpread)
  const mean = bestMean(tails, spread)
  const bound =
    logSpread <= Math.log(LEAST_SPREAD)
      ? 'no_overdispersion'
      : logSpread >= Math.log(MOST_SPREAD)
        ? 'all_or_nothing'
        : null
  const loglik = logLikelihood(tails, mean, spread)
  return { alpha: mean / spread, beta: (1 - mean) / spread, loglik, bound, reason: null }
}

function whyNone(tallies: readonly Tally[]): BetaBinomialFit['reason'] {
  const seen = tallies.filter(({ n }) => n > 0)
  if (seen.length < 2) return 'too_few_agents'
  if (seen.every(({ hits }) => hits === 0)) return 'no_hits'
  if (seen.every(({ hits, n }) => hits === n)) return 'only_hits'
  return seen.every(({ n }) => n === 1) ? 'no_repeats' : null
}

function bestLogSpread(tails: CountTails): number {
  const [low, high] = [Math.log(LEAST_SPREAD), Math.log(MOST_SPREAD)]
  const at = (place: number) => (place >= GRID ? high : low + ((high - low) * Math.max(0, place)) / GRID)
  let [best, highest] = [0, Number.NEGATIVE_INFINITY]
  for (let place = 0; place <= GRID; place += 1) {
    const spread = Math.exp(at(place))
    const value = logLikelihood(tails, bestMean(tails, spread), spread)
    if (value > highest) [best, highest] = [place, value]
  }
  const slope = (logSpread: number) => spreadSlope(tails, Math.exp(logSpread))
  // Where the likelihood is flat, rounding can put the best point of the grid beside the peak.
  let [from, to] = [best - 1, best + 1]
  while (from > 0 && slope(at(from)) < 0) from -= 1
  while (to < GRID && slope(at(to)) > 0) to += 1
  return fallingRoot(slope, at(from), at(to))
}

function logLikelihood({ hits, misses, all }: CountTails, mean: number, spread: number): number {
  let sum = 0
  for (const [j, count] of hits.entries()) sum += count * Math.log(mean + j * spread)
  for (const [j, count] of misses.entries()) sum += count * Math.log(1 - mean + j * spread)
  for (const [j, count] of all.entries()) sum -= count * Math.log1p(j * spread)
  return sum
}

/** Derivative along the spread, up to a positive factor, with the mean following (envelope theorem). */
function spreadSlope(tails: CountTails, spread: number): number {
  const mean = bestMean(tails, spread)
  let sum = 0
  for (const [j, count] of tails.hits.entries()) sum += (count * j) / (mean + j * spread)
  for (const [j, count] of tails.misses.entries()) sum += (count * j) / (1 - mean + j * spread)
  for (const [j, count] of tails.all.entries()) sum -= (count * j) / (1 + j * spread)
  return sum
}

/** Newton's steps within a bracket; there are hits and misses, so the peak is inside 0..1. */
function bestMean({ hits, misses }: CountTails, spread: number): number {
  let [low, high, mean] = [0, 1, 0.5]
  for (let step = 0; step < 100; step += 1) {
    let [slope, curvature] = [0, 0]
    for (const [j, count] of hits.entries()) {
      slope += count / (mean + j * spread)
      curvature -= count / (mean + j * spread) ** 2
    }
    for (const [j, count] of misses.entries()) {
      slope -= count / (1 - mean + j * spread)
      curvature -= count / (1 - mean + j * spread) ** 2
    }
    if (slope > 0) low = mean
    else high = mean
    const stepped = mean - slope / curvature
    const next = stepped > low && stepped < high ? stepped : (low + high) / 2
    if (Math.abs(next - mean) <= 1e-15 * mean) return next
    mean = next
  }
  return mean
}
