import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import type { NonInferiority } from './non-inferiority.ts'

/** One certified criterion under a judge or a wording that may have changed since. */
export interface GatedCriterion {
  criterion: string
  judgementHash: string
  standing: CertifiedCriterion['standing']
  /**
   * `unchanged`: asked of the same judge in the same way, so the certificate holds. `worse`: a loss as large as the margin
   * is not ruled out. `unjudged`: some conversations could not be judged for a passing cause. `gone`: on no scorecard
   * that was used. The last three fail the gate.
   */
  outcome: 'unchanged' | 'not_worse' | 'worse' | 'unjudged' | 'gone'
  /** Conversations on which it agrees with people: as certified, and now. null where nothing had to be compared. */
  right: { before: number; after: number } | null
  /** null where nothing had to be compared. */
  compared: NonInferiority | null
  /** Conversations that could not be judged for a passing cause. */
  unjudged: number
}

export interface Gated {
  certificate: Pick<Certificate, 'id' | 'at' | 'set' | 'judge'>
  part: Certificate['baseline']['part']
  criteria: GatedCriterion[]
  passed: boolean
}
