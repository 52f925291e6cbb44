import type { CertifiedThreshold, CertifyOptions } from '../../src/calibrate/certify-threshold.ts'
import type { RoutingLabel } from '../../src/calibrate/descend-grid.ts'

/** Everything a judge ever says, as 1000 equally likely kinds of verdict: how sure it is, and how often it is wrong. */
export type RoutingWorld = { confidence: number; wrong: number }[]

/** Confidences of .50, .51, … 1, high ones more often: a third of the verdicts are given with at least .95. */
export function routingWorld(wrongAt: (confidence: number) => number): RoutingWorld {
  return Array.from({ length: 1000 }, (_, at) => {
    const confidence = Math.round(100 - 50 * ((at + 0.5) / 1000) ** 2) / 100
    return { confidence, wrong: wrongAt(confidence) }
  })
}

/** The true share (0..1) of wrong verdicts among those given with at least this confidence. */
function trueRisk(world: RoutingWorld, threshold: number): number {
  const accepted = world.filter(({ confidence }) => confidence >= threshold)
  return accepted.reduce((total, { wrong }) => total + wrong, 0) / accepted.length
}

function drawLabels(world: RoutingWorld, n: number, random: () => number): RoutingLabel[] {
  return Array.from({ length: n }, () => {
    const { confidence, wrong } = world[Math.floor(random() * world.length)] ?? { confidence: 0, wrong: 1 }
    return { confidence, agreed: random() >= wrong }
  })
}

export interface CertifyOften extends CertifyOptions {
  n: number
  replicates: number
  random: () => number
}

/** Of many sets of `n` labels, the share for which a threshold is found, and for which one breaks its promise. */
export function certifyOften(
  certify: (labels: readonly RoutingLabel[], options: CertifyOptions) => CertifiedThreshold,
  world: RoutingWorld,
  { n, replicates, random, ...options }: CertifyOften,
): { found: number; broken: number } {
  const risks = new Map<number, number>()
  let [found, broken] = [0, 0]
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    const { threshold } = certify(drawLabels(world, n, random), options)
    if (threshold === null) continue
    const risk = risks.get(threshold) ?? trueRisk(world, threshold)
    risks.set(threshold, risk)
    found += 1
    // A risk of exactly alpha counts as broken: it is the hardest case there is.
    if (risk >= options.alpha - 1e-12) broken += 1
  }
  return { found: found / replicates, broken: broken / replicates }
}
