import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import type { NonInferiority } from './non-inferiority.ts'

/** A judge as it is now beside the certified one, on the same conversations. */
export interface GatedDifference extends NonInferiority {
  /** The one-sided 95 % upper bound of the difference: below 0 it is a loss beyond chance. null where there is no pair. */
  upper: number | null
}

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
  /** Conversations on which it agrees with people: as certified, and now. null where `compared` is. */
  right: { before: number; after: number } | null
  /** Of the conversations that were judged; null where nothing had to be compared, or nothing was judged. */
  compared: GatedDifference | null
  /** Conversations that could not be judged for a passing cause, and are in no figure. */
  unjudged: number
}

export interface Gated {
  certificate: Pick<Certificate, 'id' | 'at' | 'set' | 'judge'>
  part: Certificate['baseline']['part']
  /**
   * Whether conversations or labels of that part changed since it was certified: then every figure is by the labels of
   * now. null where the certificate does not say what they were.
   */
  setChanged: boolean | null
  /** Empty where the certificate counts none. */
  criteria: GatedCriterion[]
  /** Whether nothing speaks against the judge: also where nothing was held. */
  passed: boolean
}
