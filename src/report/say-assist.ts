import type { UiLanguage } from '../domain/language.ts'
import type { CriterionSummary } from '../insight/criterion-tally.ts'
import type { DaySummary } from '../insight/day-summary.ts'
import { count } from './format.ts'
import { harmlessLine } from './harmless.ts'
import { fill, type ReportText } from './text.ts'

/**
 * How many verdicts of which criteria a person has to confirm whatever the judge's confidence, the most first; null
 * where there are none. At most `most` criteria are named.
 */
export function sayAssist(
  { review, criteria, certificates }: Pick<DaySummary, 'review' | 'criteria' | 'certificates'>,
  text: ReportText,
  language: UiLanguage,
  most: number,
): string | null {
  if (review.reasons.assist === 0) return null
  const confirmed = criteria
    .filter((one) => one.standings.assist > 0 && !standsAlone(one, certificates))
    .toSorted((a, b) => b.standings.assist - a.standings.assist)
  const named = confirmed
    .slice(0, most)
    .map(
      ({ id, title, standings }) => `${harmlessLine(title?.[language] ?? id, 60)} ${count(standings.assist)}`,
    )
  const more = confirmed.length - named.length
  const all = more > 0 ? [...named, fill(text.andMore, { n: count(more) })] : named
  return fill(text.assistCounts, { n: count(review.reasons.assist), criteria: all.join(' · ') })
}

/** Only where confidence is low does such a criterion await a person: those conversations are listed one by one. */
function standsAlone({ id, kind }: CriterionSummary, certificates: DaySummary['certificates']): boolean {
  const entries = certificates.flatMap((one) => one.criteria).filter(({ criterion }) => criterion === id)
  return kind !== 'redLine' && entries.length > 0 && entries.every(({ standing }) => standing === 'auto')
}
