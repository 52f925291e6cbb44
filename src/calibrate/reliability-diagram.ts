import type { ConfidencePoint } from './confidence-point.ts'
import { poolAdjacentViolators } from './pool-adjacent-violators.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** One step of the curve: verdicts of neighbouring confidences. */
export interface ReliabilityStep {
  /** Mean confidence, and the lowest and highest: 0..1. */
  confidence: number
  from: number
  to: number
  /** Share, 0..1, in which people agreed, with Wilson's 95 % interval; never below that of the step before. */
  observed: number
  n: number
  interval: [low: number, high: number]
}

interface Step {
  n: number
  agreed: number
  confidence: number
  from: number
  to: number
}

/**
 * The isotonic (PAV) curve of agreement over confidence, as steps from low to high. Where it has more than `most`, the
 * neighbours with the fewest points are joined, which leaves it rising.
 * Dimitriadis, Gneiting & Jordan 2021, PNAS 118:e2016191118.
 *
 * @param most of the steps, at least 1; a picture needs no more than 20
 */
export function reliabilityDiagram(points: readonly ConfidencePoint[], most = 20): ReliabilityStep[] {
  const steps = pooledSteps(points)
  while (steps.length > Math.max(1, most)) {
    const at = smallestPair(steps)
    steps.splice(at, 2, joined(steps.slice(at, at + 2)))
  }
  return steps.map(({ n, agreed, confidence, from, to }) => ({
    confidence: confidence / n,
    from,
    to,
    observed: agreed / n,
    n,
    interval: wilsonInterval(agreed, n) ?? [0, 1],
  }))
}

function pooledSteps(points: readonly ConfidencePoint[]): Step[] {
  const places = new Map<number, Step>()
  for (const { confidence, agreed } of points) {
    const point = { n: 1, agreed: Number(agreed), confidence, from: confidence, to: confidence }
    const place = places.get(confidence)
    places.set(confidence, place === undefined ? point : joined([place, point]))
  }
  const sorted = [...places.values()].sort((a, b) => a.from - b.from)
  let at = 0
  return poolAdjacentViolators(
    sorted.map(({ agreed, n }) => agreed / n),
    sorted.map(({ n }) => n),
  ).map(({ count }) => {
    at += count
    return joined(sorted.slice(at - count, at))
  })
}

function joined(steps: readonly Step[]): Step {
  return steps.reduce((sum, step) => ({
    n: sum.n + step.n,
    agreed: sum.agreed + step.agreed,
    confidence: sum.confidence + step.confidence,
    from: Math.min(sum.from, step.from),
    to: Math.max(sum.to, step.to),
  }))
}

function smallestPair(steps: readonly Step[]): number {
  let best = 0
  let fewest = Number.POSITIVE_INFINITY
  for (const [at, { n }] of steps.entries()) {
    const pair = n + (steps[at + 1]?.n ?? Number.POSITIVE_INFINITY)
    if (pair < fewest) {
      best = at
      fewest = pair
    }
  }
  return best
}
