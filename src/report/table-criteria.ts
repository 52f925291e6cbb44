import type { UiLanguage } from '../domain/language.ts'
import type { CriterionSummary } from '../insight/criterion-tally.ts'
import type { DaySummary } from '../insight/day-summary.ts'
import { criterionName } from './eval-format.ts'
import { count, percent } from './format.ts'
import { sayDecidedBy } from './say-judge.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill, type ReportText } from './text.ts'

const MOST_CRITERIA = 15
const MOST_OFF = 6

/** On a terminal the criteria that fail most, and those whose verdicts do not count. */
export function tableCriteria({ criteria }: DaySummary, text: ReportText, language: UiLanguage): string[] {
  const failing = criteria.filter(({ failed, kind, bonus }) => failed > 0 && kind !== 'redLine' && !bonus)
  const off = offCriteria(criteria, text, language)
  if (failing.length === 0) return [text.noFindings, ...off]
  const rows = failing
    .slice(0, MOST_CRITERIA)
    .map(({ id, title, by, standings, off, failRate, failed, passed }) => [
      `  ${criterionName({ title, criterion: id }, language)}`,
      percent(failRate?.share ?? null),
      failRate === null ? '' : `[${failRate.interval.map(percent).join('–')}]`,
      `${count(failed)}/${count(failed + passed)}`,
      sayDecidedBy({ by, standings, off }, text),
    ])
  const head = [`${text.criterion}`, text.failRate, text.interval, text.failedOfScored, '']
  const more = failing.length - rows.length
  return [
    ...alignColumns([head, ...rows], new Set([1, 2, 3])),
    ...(more > 0 ? [`  ${fill(text.moreCriteria, { n: count(more) })}`] : []),
    ...off,
  ]
}

function offCriteria(
  criteria: readonly CriterionSummary[],
  text: ReportText,
  language: UiLanguage,
): string[] {
  const off = criteria.filter(isOff).toSorted((a, b) => b.off - a.off)
  if (off.length === 0) return []
  const each = off
    .slice(0, MOST_OFF)
    .map((one) => `${criterionName({ title: one.title, criterion: one.id }, language)} ${count(one.off)}`)
  const more = off.length - each.length
  const all = more > 0 ? [...each, fill(text.andMore, { n: count(more) })] : each
  return [terminalText(fill(text.offVerdicts, { criteria: all.join(' · ') }), 600)]
}

export function isOff({ off }: CriterionSummary): boolean {
  return off > 0
}
