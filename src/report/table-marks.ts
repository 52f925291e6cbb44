import type { DaySummary } from '../insight/day-summary.ts'
import { MOODS } from '../insight/marks-tally.ts'
import { count, percent } from './format.ts'
import { alignColumns } from './terminal-text.ts'
import { fill, type ReportText } from './text.ts'

/** What judges noted beside the criteria, on a terminal. */
export function tableMarks({ marks }: DaySummary, text: ReportText): string[] {
  const { marked, unmarked, needSolved, mood } = marks
  if (marked === 0) return [`${text['nav.marks']}${text.colon}${text.noMarks}`]
  const row = (name: string, n: number, parts: (readonly [string, number])[]) => [
    `  ${name}`,
    ...parts.map(([part, of]) => `${part} ${count(of)} (${percent(n === 0 ? null : of / n)})`),
  ]
  const moods = (name: string, of: Record<(typeof MOODS)[number], number>) =>
    row(
      name,
      mood.n,
      MOODS.toReversed().map((each) => [text[`mood.${each}`], of[each]]),
    )
  const answers = (['yes', 'unclear', 'no'] as const).map(
    (answer) => [text[`needSolved.${answer}`], needSolved[answer]] as const,
  )
  const change = [
    [text.moodBetter, mood.better],
    [text.moodSame, mood.same],
    [text.moodWorse, mood.worse],
  ] as const
  const counted = fill(text.marksCounted, { n: count(marked), none: count(unmarked) })
  return [
    `${text['nav.marks']} (${text.marksTag} · ${counted})`,
    ...alignColumns(
      [
        row(text.needSolved, marked, answers),
        moods(text.moodStart, mood.start),
        moods(text.moodEnd, mood.end),
        row(text.moodChange, mood.n, [...change]),
      ],
      new Set(),
    ),
  ]
}
