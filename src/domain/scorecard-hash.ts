import { canonicalJson, sha256 } from './hash.ts'
import type { Scorecard } from './scorecard.ts'

/** SHA-256 over the whole form as parsed: any change of it is another form. */
export function scorecardHash(scorecard: Scorecard): string {
  return sha256(canonicalJson(scorecard))
}
