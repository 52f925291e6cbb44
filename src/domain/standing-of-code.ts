import type { CertifiedCriterion, StandingCode } from './certificate.ts'

/** How a criterion stands for each reason that a certificate gives. */
export const STANDING_OF_CODE: Readonly<Record<StandingCode, CertifiedCriterion['standing']>> = {
  threshold_found: 'auto',
  no_threshold: 'assist',
  labelled_by_models: 'assist',
  labellers_unknown: 'assist',
  not_random: 'assist',
  unequal_probabilities: 'assist',
  labels_missing: 'assist',
  looked_at_before: 'assist',
  raters_disagree: 'assist',
  levels: 'assist',
  looks_spent: 'assist',
  not_blind: 'assist',
  red_line: 'assist',
  no_better_than_chance: 'off',
  agreement_too_low: 'off',
  cannot_judge: 'off',
}
