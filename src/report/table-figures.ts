import type { DaySummary } from '../insight/day-summary.ts'
import { count, percent, points } from './format.ts'
import { sayGraded } from './say-graded.ts'
import { alignColumns } from './terminal-text.ts'
import { fill, type ReportText } from './text.ts'

/** The day's figures on a terminal: how many conversations, and what their totals come to. */
export function tableFigures(summary: DaySummary, text: ReportText): string[] {
  const { totals, outcomes, coverage, ifConfirmed, redLineConversations, bounds } = summary
  const all = summary.counts.graded + summary.counts.kept
  const rows = [
    [
      text.meanTotal,
      points(totals.mean),
      fill(text.ofWithTotal, { sd: points(totals.sd), n: count(totals.n) }),
    ],
    [
      text.passed,
      count(outcomes.passed),
      fill(text.passRate, { n: count(outcomes.passed), all: count(all) }),
    ],
    [text.failed, count(outcomes.failed), ''],
    [text.undecided, count(outcomes.undecided), ''],
    [
      text.redLines,
      count(redLineConversations),
      redLineConversations === 0
        ? fill(text.redLineConversations, { n: count(all) })
        : `${fill(text.redLineConversations, { n: count(all) })} · ${fill(text.ifConfirmed, { mean: points(ifConfirmed.mean) })}`,
    ],
    [text.coverage, percent(coverage.mean), fill(text.coverageOf, { n: count(coverage.n) })],
  ]
  const range = fill(text.boundsRange, { low: points(bounds.low.mean), high: points(bounds.high.mean) })
  return [
    ...tableCounts(summary, text),
    ...alignColumns([...rows.slice(0, 1), ['', '', range], ...rows.slice(1)], new Set([1])),
    ...(summary.unconfirmedTotals === 0
      ? []
      : [
          fill(text.unconfirmedTotals, {
            n: count(summary.unconfirmedTotals),
            all: count(summary.totals.n),
          }),
        ]),
    ...(summary.withoutTotal.n > 0 ? [fill(text.withoutTotal, { n: count(summary.withoutTotal.n) })] : []),
  ]
}

/** How many conversations there were, in one line. */
export function tableCounts({ counts: all }: DaySummary, text: ReportText): string[] {
  const rest = [
    [text.duplicates, all.duplicates],
    [text.rejected, all.rejected],
    [text.otherContent, all.otherContent],
  ] as const
  const others = rest.filter(([, n]) => n > 0).map(([name, n]) => `${name} ${count(n)}`)
  const graded = sayGraded(all, text)
  return [[`${text.conversations} ${count(all.graded + all.kept)}`, graded, ...others].join(' · ')]
}
