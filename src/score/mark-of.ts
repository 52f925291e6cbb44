import type { Finding } from '../domain/finding.ts'

/** What a finding counts as: its score in 0..1, `unscored`, or `left_out` of every sum, the coverage too. */
export type Mark = number | 'unscored' | 'left_out'

/** A judge whose standing is `off` is not counted: its findings are left out like those that do not apply. */
export function markOf({ verdict, score, standing }: Finding): Mark {
  if (verdict === 'not_applicable' || standing === 'off') return 'left_out'
  return verdict === 'unscored' || score === null ? 'unscored' : score
}
