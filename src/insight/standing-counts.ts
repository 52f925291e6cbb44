import type { Finding } from '../domain/finding.ts'
import { judgedStanding, type Standing } from './judged-standing.ts'

/** Passes and fails of judges, by how they stand. */
export type StandingCounts = Record<Standing, number>

/** In the order they are told: by how far a verdict is relied on. */
export const STANDINGS: readonly Standing[] = ['auto', 'assist', 'uncertified', 'off']

export function standingCounts(findings: readonly Finding[] = []): StandingCounts {
  const counts = { auto: 0, assist: 0, off: 0, uncertified: 0 }
  for (const finding of findings) {
    const standing = judgedStanding(finding)
    if (standing !== null) counts[standing] += 1
  }
  return counts
}
