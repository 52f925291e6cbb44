import { STANDINGS, type StandingCounts } from '../insight/standing-counts.ts'
import { count } from './format.ts'
import type { ReportText } from './text.ts'

/** `stands alone 80 · to be confirmed 20`: how many stand how, those there are none of left out; empty without any. */
export function sayStandings(counts: Partial<StandingCounts>, text: ReportText): string {
  return STANDINGS.flatMap((standing) => {
    const n = counts[standing] ?? 0
    return n === 0 ? [] : [`${text[`standing.${standing}`]} ${count(n)}`]
  }).join(' · ')
}
