import type { Check } from './check.ts'

/** Every check the program ships, in the order of the catalogue: timing, flow, wording. */
export const allChecks: readonly Check[] = []
