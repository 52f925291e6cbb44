import { betaQuantile } from '../calibrate/distributions.ts'
import { GraderError } from '../domain/errors.ts'

export interface BetaPrior {
  alpha: number
  beta: number
}

export interface ShrunkRate {
  /** (x + α) / (n + α + β), 0..1. */
  mean: number
  /** 95 % of the posterior, equal tails. It takes α and β as known, so it is too narrow where few agents gave them. */
  interval: [low: number, high: number]
  /** n / (n + α + β), 0..1: how much of `mean` is this agent's own, against what all agents have in common. */
  reliability: number
}

/**
 * An agent's rate of `hits` among `n` conversations (n may be 0), drawn towards what is usual among agents: the
 * posterior Beta(x + α, n − x + β). Gelman et al. 2013, Bayesian Data Analysis, §2.4 and §5.3.
 *
 * @throws GraderError `INTERNAL` where 0 ≤ hits ≤ n does not hold, or α or β is not a positive number.
 */
export function shrinkRate(hits: number, n: number, { alpha, beta }: BetaPrior): ShrunkRate {
  if (!(hits >= 0 && hits <= n && Number.isFinite(n)))
    throw new GraderError('INTERNAL', `${hits} of ${n} conversations: this needs 0 ≤ hits ≤ n`)
  if (!(alpha > 0 && beta > 0 && Number.isFinite(alpha + beta)))
    throw new GraderError(
      'INTERNAL',
      `a prior of α ${alpha} and β ${beta}: both have to be finite and above 0`,
    )
  const [fails, passes] = [hits + alpha, n - hits + beta]
  return {
    mean: fails / (fails + passes),
    interval: [betaQuantile(0.025, fails, passes), betaQuantile(0.975, fails, passes)],
    reliability: n / (n + alpha + beta),
  }
}
