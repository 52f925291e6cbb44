import { normalQuantile } from './distributions.ts'
import type { Estimand } from './sppi.ts'

export interface WeightedLabel {
  /** Whether people failed the conversation, and whether the judge did. */
  people: boolean
  judge: boolean
  /** With which it was chosen, above 0 up to 1. */
  probability: number
}

export interface SppiWeighted {
  /** Share of fails without pseudo-counts; null without a label. */
  value: number | null
  centre: number | null
  se: number | null
  /** 95 %, within 0..1. */
  interval: [low: number, high: number] | null
  lambda: number | null
  /** How many labels of equal weight would say as much: (Σw)² / Σw². Kish 1965, Survey Sampling, §11.7. */
  effective: number
}

/**
 * SPPI (see `sppi`) of labels that were chosen with unequal probabilities: each counts 1 / probability, and ½ is added
 * to each of the four cells of people × judge, scaled to the effective number of labels.
 * `size` conversations were judged in the period; `judgeFailed` is the share (0..1) of them that the judge failed.
 */
export function sppiWeighted(
  { size, judgeFailed, labels }: { size: number; judgeFailed: number; labels: readonly WeightedLabel[] },
  estimand: Estimand,
): SppiWeighted {
  const { effective, both, people, judge } = weigh(labels)
  if (labels.length === 0)
    return { value: null, centre: null, se: null, interval: null, lambda: null, effective }
  const m = effective + 2
  const [y, f] = [(people * effective + 1) / m, (judge * effective + 1) / m]
  const covariance = (both * effective + 0.5) / m - y * f
  const spread = judgeFailed * (1 - judgeFailed)
  const best = covariance / (spread * (estimand === 'super' ? 1 + effective / size : 1))
  const lambda = spread > 0 ? Math.min(1, Math.max(0, best)) : 0
  const census = estimand === 'finite' && labels.length >= size
  const centre = census ? people : lambda * judgeFailed + y - lambda * f
  const squares = (y * (1 - y) - 2 * lambda * covariance + lambda ** 2 * f * (1 - f)) / m
  const variance =
    estimand === 'finite'
      ? squares * Math.max(0, 1 - labels.length / size)
      : squares + (lambda ** 2 * spread) / size
  const se = Math.sqrt(Math.max(0, variance))
  const half = normalQuantile(0.975) * se
  return {
    value: lambda * judgeFailed + people - lambda * judge,
    centre,
    se,
    interval: [Math.max(0, centre - half), Math.min(1, centre + half)],
    lambda,
    effective,
  }
}

/** Weighted shares of the labels: failed by both, by people, by the judge; and how many they are worth. */
function weigh(labels: readonly WeightedLabel[]) {
  let [all, squares, both, people, judge] = [0, 0, 0, 0, 0]
  for (const label of labels) {
    const weight = 1 / label.probability
    all += weight
    squares += weight ** 2
    if (label.people && label.judge) both += weight
    if (label.people) people += weight
    if (label.judge) judge += weight
  }
  return {
    effective: labels.length === 0 ? 0 : all ** 2 / squares,
    both: both / all,
    people: people / all,
    judge: judge / all,
  }
}
