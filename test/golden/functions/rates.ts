import { z } from 'zod'
import { domainRatio } from '../../../src/calibrate/domain-ratio.ts'
import { finiteDifference } from '../../../src/calibrate/finite-difference.ts'
import { hajekDifference } from '../../../src/calibrate/hajek-difference.ts'
import { ppiMean } from '../../../src/calibrate/ppi-mean.ts'
import { roganGladen } from '../../../src/calibrate/rogan-gladen.ts'
import { sppi } from '../../../src/calibrate/sppi.ts'
import { sppiWeighted } from '../../../src/calibrate/sppi-weighted.ts'
import type { GoldenFunctions } from '../golden-case.ts'

const Numbers = z.array(z.number())
const Target = z.enum(['finite', 'super'])
const Lambda = z.number().nullish()
const Chances = z.object({
  p: z.number(),
  q0: z.number(),
  q1: z.number(),
  n: z.number(),
  m0: z.number(),
  m1: z.number(),
})
const Ppi = z.object({
  y: Numbers,
  f: Numbers,
  F: Numbers,
  lam: Lambda,
  ddof: z.union([z.literal(0), z.literal(1)]).default(0),
  crit: z.enum(['z', 't']).default('z'),
})
const Cells = z.tuple([z.number(), z.number(), z.number(), z.number()])
const SppiStrata = z.object({
  strata: z.array(z.object({ W: z.number(), cells: Cells, Fbar: z.number().nullable(), N: z.number() })),
  target: Target.default('super'),
})
const Differences = z.object({
  strata: z.array(z.object({ F_all: Numbers, y: Numbers, f: Numbers })),
  lam: Lambda,
  target: Target.default('finite'),
})
const Weighted = z.object({
  F_all: Numbers,
  y: Numbers,
  f: Numbers,
  pi: Numbers,
  lam: Lambda,
  target: Target.default('finite'),
})
const Domain = z.object({
  strata: z.array(z.object({ N: z.number(), y: z.array(z.number().nullable()), a: Numbers })),
  target: Target.default('finite'),
})

export const rateFunctions: GoldenFunctions = {
  roganGladen(input) {
    const { p, q0, q1, n, m0, m1 } = Chances.parse(input)
    const { value, interval } = roganGladen({
      ...{ failed: p, n },
      ...{ specificity: q0, passes: m0, sensitivity: q1, fails: m1 },
    })
    return { theta: value, ci: interval }
  },
  ppiMean(input) {
    const { y, f, F, lam, ddof, crit } = Ppi.parse(input)
    const { value, se, lambda, interval } = ppiMean(y, f, F, { lambda: lam ?? null, ddof, quantile: crit })
    return { theta: value, se, lam: lambda, ci: interval }
  },
  sppiBinary(input) {
    const { strata, target } = SppiStrata.parse(input)
    const { value, centre, se, lambda, disagreements, interval } = sppi(
      strata.map(({ W, cells: [tp, fn, fp, tn], Fbar, N }) => ({
        ...{ share: W, labels: { tp, fn, fp, tn }, judgeFailed: Fbar, size: N },
      })),
      target,
    )
    return { point: value, centre, se, lam: lambda, disagreements, ci: interval }
  },
  finiteDifference(input) {
    const { strata, lam, target } = Differences.parse(input)
    const { value, se, df, interval } = finiteDifference(
      strata.map(({ F_all, y, f }) => ({ all: F_all, people: y, judge: f })),
      { lambda: lam ?? 1, estimand: target },
    )
    return { theta: value, se, df, ci: interval }
  },
  hajekDifference(input) {
    const { F_all, y, f, pi, lam, target } = Weighted.parse(input)
    const labels = y.map((people, at) => ({ people, judge: f[at] ?? 0, probability: pi[at] ?? 1 }))
    const { value, unscaled, se, effective, interval } = hajekDifference(F_all, labels, {
      ...{ lambda: lam ?? 1, estimand: target },
    })
    return { theta: value, ht_theta: unscaled, se, n_eff: effective, ci: interval }
  },
  sppiWeighted(input) {
    const { F_all, y, f, pi, target } = Weighted.parse(input)
    const { value, centre, se, lambda, effective, interval } = sppiWeighted(
      {
        size: F_all.length,
        judgeFailed: F_all.reduce((sum, one) => sum + one, 0) / F_all.length,
        labels: y.map((people, at) => ({
          ...{ people: people === 1, judge: f[at] === 1, probability: pi[at] ?? 1 },
        })),
      },
      target,
    )
    return { point: value, centre, se, lam: lambda, n_eff: effective, ci: interval }
  },
  domainRatio(input) {
    const { strata, target } = Domain.parse(input)
    const { value, se, interval } = domainRatio(
      strata.map(({ N, y, a }) => ({
        size: N,
        labels: a.map((in_, at) => (in_ === 1 ? (y[at] ?? 0) : null)),
      })),
      target,
    )
    return { rate: value, se, ci: interval }
  },
}
