import { normalQuantile } from './distributions.ts'

export interface RoganGladenInput {
  /** Share (0..1) of `n` conversations that the judge failed. */
  failed: number
  n: number
  /** Share of the `passes` labelled a pass that the judge passed too. */
  specificity: number
  passes: number
  /** Share of the `fails` labelled a fail that the judge failed too. */
  sensitivity: number
  fails: number
}

export interface RoganGladen {
  /** The share that people would fail, 0..1. */
  value: number | null
  /** 95 %. */
  interval: [low: number, high: number] | null
  /** Why there is no value: the judge fails bad conversations no oftener than good ones. */
  reason: 'no_better_than_chance' | null
}

/** Sensitivity + specificity − 1 this near to 0 is 0, but for rounding. */
const NOTHING = 1e-12

/**
 * A rate of fails freed of the judge's error rates, θ = (p + q0 − 1) / (q0 + q1 − 1), both cut off at 0 and 1.
 * Rogan & Gladen 1978, Am. J. Epidemiol. 107:71. Interval: Lee et al. 2025, arXiv:2511.21140, of smoothed shares.
 */
export function roganGladen({
  failed,
  n,
  specificity,
  passes,
  sensitivity,
  fails,
}: RoganGladenInput): RoganGladen {
  const z = normalQuantile(0.975)
  const p = (n * failed + z ** 2 / 2) / (n + z ** 2)
  const q0 = (passes * specificity + 1) / (passes + 2)
  const q1 = (fails * sensitivity + 1) / (fails + 2)
  const [youden, smoothedYouden] = [specificity + sensitivity - 1, q0 + q1 - 1]
  if (!(youden > NOTHING && smoothedYouden > NOTHING))
    return { value: null, interval: null, reason: 'no_better_than_chance' }
  const centre = (p + q0 - 1) / smoothedYouden
  const spread0 = (q0 * (1 - q0)) / (passes + 2)
  const spread1 = (q1 * (1 - q1)) / (fails + 2)
  const shift = 2 * z ** 2 * (centre * spread1 - (1 - centre) * spread0)
  const squares = (p * (1 - p)) / (n + z ** 2) + (1 - centre) ** 2 * spread0 + centre ** 2 * spread1
  const half = (z * Math.sqrt(squares)) / smoothedYouden
  return {
    value: share((failed + specificity - 1) / youden),
    interval: [share(centre + shift - half), share(centre + shift + half)],
    reason: null,
  }
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value))
}
