import { z } from 'zod'
import { certifyThreshold } from '../../../src/calibrate/certify-threshold.ts'
import { crcThreshold } from '../../../src/calibrate/crc-threshold.ts'
import type { RoutingLabel } from '../../../src/calibrate/descend-grid.ts'
import { thresholdSampleSizes } from '../../../src/calibrate/threshold-sample-sizes.ts'
import type { GoldenFunctions } from '../golden-case.ts'

const Labels = z.object({
  conf: z.array(z.number().nullable()),
  agree: z.array(z.union([z.number(), z.boolean()]).nullable()),
  grid: z.array(z.number()).optional(),
  alpha: z.number(),
})
const Sizes = z.object({
  alpha: z.number().optional(),
  delta: z.number().optional(),
  power: z.number().optional(),
  alphas: z.array(z.number()).default([0.02, 0.05, 0.1, 0.15]),
  deltas: z.array(z.number()).default([0.05, 0.1]),
})

export const routingFunctions: GoldenFunctions = {
  certifyThreshold(input) {
    const { delta } = z.object({ delta: z.number() }).parse(input)
    const { labels, ...options } = labelsIn(input)
    const { threshold, trace, startAt, accepted, coverage } = certifyThreshold(labels, { ...options, delta })
    return {
      start_n: startAt,
      tau: threshold,
      trace: trace.map(({ tau, n, k, p }) => ({ tau, n, k, p })),
      coverage,
      disagreement: accepted === null ? null : accepted.share,
      cp_upper: accepted === null ? null : accepted.upper,
    }
  },
  crcThreshold(input) {
    const { labels, ...options } = labelsIn(input)
    const { threshold, trace } = crcThreshold(labels, options)
    return { tau: threshold, trace }
  },
  /** One pair [n_min, n_start], or a table of them where no single α and δ are given. */
  nMinStart(input) {
    const { alpha, delta, power, alphas, deltas } = Sizes.parse(input)
    const sizes = (a: number, d: number) => {
      const { nMin, nStart } = thresholdSampleSizes(a, d, power)
      return [nMin, nStart]
    }
    if (alpha !== undefined && delta !== undefined) return sizes(alpha, delta)
    return Object.fromEntries(alphas.flatMap((a) => deltas.map((d) => [`a${a}_d${d}`, sizes(a, d)])))
  },
}

/** Conversations without a confidence or a label count for nothing. */
function labelsIn(input: unknown): { labels: RoutingLabel[]; alpha: number; grid?: number[] } {
  const { conf, agree, grid, alpha } = Labels.parse(input)
  const labels = conf.flatMap((confidence, at) => {
    const agreed = agree[at] ?? null
    return confidence === null || agreed === null ? [] : [{ confidence, agreed: Boolean(agreed) }]
  })
  return grid === undefined ? { labels, alpha } : { labels, alpha, grid }
}
