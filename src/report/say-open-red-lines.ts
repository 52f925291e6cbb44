import type { UiLanguage } from '../domain/language.ts'
import type { CriterionSummary } from '../insight/criterion-tally.ts'
import { count } from './format.ts'
import { harmlessLine } from './harmless.ts'
import { fill, type ReportText } from './text.ts'

/** Red lines that were left unscored, and in how many conversations: that none was found says nothing of these. */
export function sayOpenRedLines(
  criteria: readonly CriterionSummary[],
  text: ReportText,
  language: UiLanguage,
): string | null {
  const open = criteria
    .filter(({ kind, unscoredCount }) => kind === 'redLine' && unscoredCount > 0)
    .toSorted((a, b) => b.unscoredCount - a.unscoredCount)
    .map(
      ({ id, title, unscoredCount }) =>
        `${harmlessLine(title?.[language] ?? id, 60)} ${count(unscoredCount)}`,
    )
  return open.length === 0 ? null : fill(text.redLinesOpen, { lines: open.join(' · ') })
}
