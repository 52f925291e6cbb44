import { z } from 'zod'
import { betaBinomialMle } from '../../../src/insight/beta-binomial-mle.ts'
import { funnelLimits } from '../../../src/insight/funnel-limits.ts'
import { neymanAllocation } from '../../../src/insight/neyman-allocation.ts'
import { pauleMandel } from '../../../src/insight/paule-mandel.ts'
import { poissonProbabilities } from '../../../src/insight/poisson-probabilities.ts'
import { selectionProbability } from '../../../src/insight/selection-probability.ts'
import { type BetaPrior, shrinkRate } from '../../../src/insight/shrink-rate.ts'
import { weeklyQuota } from '../../../src/insight/weekly-quota.ts'
import type { GoldenFunctions } from '../golden-case.ts'

const Numbers = z.array(z.number())

export const peopleFunctions: GoldenFunctions = {
  betaBinomialMLE(input) {
    const { x, n } = z.object({ x: Numbers, n: Numbers }).parse(input)
    const tallies = zip(x, n).map(([hits, of]) => ({ hits, n: of }))
    const { alpha, beta, loglik } = betaBinomialMle(tallies)
    if (alpha === null || beta === null) return null
    return {
      alpha,
      beta,
      loglik,
      shrunk: tallies.map(({ hits, n: of }) => shrunk(hits, of, { alpha, beta })),
    }
  },
  bbShrink(input) {
    const { x, n, alpha, beta } = z
      .object({ x: z.number(), n: z.number(), alpha: z.number(), beta: z.number() })
      .parse(input)
    return shrunk(x, n, { alpha, beta })
  },
  pauleMandel(input) {
    const { y, s2 } = z.object({ y: Numbers, s2: Numbers }).parse(input)
    const { reason, ...fields } = pauleMandel(y, s2)
    return reason === 'no_agents' ? null : fields
  },
  funnelLimits(input) {
    const { n, p0 } = z.object({ n: z.number(), p0: z.number() }).parse(input)
    const limits = funnelLimits(n, p0)
    return limits === null ? null : { l95: limits.warning, l998: limits.alarm }
  },
  neyman(input) {
    const { N, S, n, nMin, ...costs } = z
      .object({
        N: Numbers,
        S: Numbers,
        n: z.number(),
        nMin: z.number().optional(),
        c: Numbers.nullish(),
        cost: Numbers.nullish(),
      })
      .parse(input)
    const cost = costs.c ?? costs.cost ?? N.map(() => 1)
    const strata = zip(N, S).map(([size, deviation], at) => ({ size, deviation, cost: cost[at] ?? 1 }))
    const { exact, counts } = neymanAllocation(strata, n, nMin)
    return { real: exact, int: counts }
  },
  unionPi(input) {
    const { p } = z.object({ p: Numbers }).parse(input)
    return selectionProbability(p)
  },
  poissonPi(input) {
    const { u, budget, floor } = z
      .object({ u: Numbers, budget: z.number(), floor: z.number().optional() })
      .parse(input)
    return poissonProbabilities(u, budget, floor)
  },
  weeklyQuota(input) {
    const { agentCounts, rate } = z.object({ agentCounts: Numbers, rate: z.number().optional() }).parse(input)
    return agentCounts.map((count) => weeklyQuota(count, rate))
  },
}

function shrunk(hits: number, n: number, prior: BetaPrior) {
  const { mean, interval, reliability } = shrinkRate(hits, n, prior)
  return { post_mean: mean, ci: interval, reliability }
}

function zip(a: readonly number[], b: readonly number[]): [number, number][] {
  if (a.length !== b.length)
    throw new Error(`${a.length} values beside ${b.length}; as many of each are needed`)
  return a.map((value, at) => [value, b[at] ?? 0])
}
