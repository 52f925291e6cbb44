import type { LocalText, UiLanguage } from '../domain/language.ts'
import type { CriterionSummary } from '../insight/criterion-tally.ts'
import type { DaySummary } from '../insight/day-summary.ts'
import { MOODS } from '../insight/marks-tally.ts'
import { REVIEW_REASONS } from '../insight/review-tally.ts'
import { count, percent, points, wait } from './format.ts'
import { sayAskedAgain } from './say-asked-again.ts'
import { sayAssist } from './say-assist.ts'
import { sayCertificates } from './say-certificate.ts'
import { sayGraded } from './say-graded.ts'
import { sayDecidedBy, sayJudge, sayTrust } from './say-judge.ts'
import { sayOpenRedLines } from './say-open-red-lines.ts'
import { sayReview } from './say-review.ts'
import { sayStandings } from './say-standing.ts'
import { sayUsage } from './say-usage.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill, type ReportText, reportText } from './text.ts'

const MOST_CRITERIA = 15
const MOST_SLOW = 5
const MOST_IDS = 3
const MOST_TO_CONFIRM = 6
const MOST_OFF = 6

/** The day on a terminal, in plain text that ends in a line break. */
export function renderTable(summary: DaySummary, language: UiLanguage): string {
  const text = reportText(language)
  const { graded, kept } = summary.counts
  const parts =
    graded + kept === 0
      ? [[text.empty], counts(summary, text)]
      : [
          figures(summary, text),
          judges(summary, text),
          redLines(summary, text, language),
          review(summary, text, language),
          marks(summary, text),
          criteria(summary, text, language),
          slowest(summary, text, language),
          notAssessed(summary, text),
        ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function figures(summary: DaySummary, text: ReportText): string[] {
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
    ...counts(summary, text),
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

function counts({ counts: all }: DaySummary, text: ReportText): string[] {
  const rest = [
    [text.duplicates, all.duplicates],
    [text.rejected, all.rejected],
    [text.otherContent, all.otherContent],
  ] as const
  const others = rest.filter(([, n]) => n > 0).map(([name, n]) => `${name} ${count(n)}`)
  const graded = sayGraded(all, text)
  return [[`${text.conversations} ${count(all.graded + all.kept)}`, graded, ...others].join(' · ')]
}

function judges(summary: DaySummary, text: ReportText): string[] {
  const { judges, certificates, usage } = summary
  const off = summary.criteria.filter(isOff).length
  const trust = sayTrust(judges, text)
  const cost = sayUsage(usage, text)
  return [
    ...judges.flatMap((judge) => {
      const stood = sayStandings(judge.standings, text)
      return [
        `${text.judge}${text.colon}${terminalText(sayJudge(judge, text), 200)}`,
        ...sayCertificates(judge, certificates, text).map((line) => `  ${terminalText(line, 300)}`),
        ...(stood === '' ? [] : [`  ${text.standings}${text.colon}${stood}`]),
      ]
    }),
    ...(off === 0 ? [] : [fill(text.offNote, { n: count(off) })]),
    ...(trust === null ? [] : [trust]),
    ...(cost.length === 0 ? [] : [`${text.usage}${text.colon}${cost.join(' · ')}`]),
  ]
}

function marks({ marks }: DaySummary, text: ReportText): string[] {
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

function redLines(summary: DaySummary, text: ReportText, language: UiLanguage): string[] {
  const found = summary.redLines.filter((line) => line.found > 0)
  const open = sayOpenRedLines(summary.criteria, text, language)
  const unread = open === null ? [] : [terminalText(open, 400)]
  if (found.length === 0) return [text.noRedLines, ...unread]
  const rows = found.map(({ id, title, found, states, conversations, more }) => [
    `  ${named(title, id, language)}`,
    count(found),
    fill(text.redLineStates, {
      provisional: count(states.provisional),
      confirmed: count(states.confirmed),
      dismissed: count(states.dismissed),
    }),
    idList(conversations, conversations.length + more),
  ])
  return [text.redLines, ...alignColumns(rows, new Set([1])), ...unread]
}

function review(summary: DaySummary, text: ReportText, language: UiLanguage): string[] {
  const { needed, reasons, conversations, windowed } = summary.review
  const parts = { n: count(windowed.conversations), most: count(windowed.mostWindows) }
  const instructing = conversations.filter((one) => one.reasons.includes('instructs_judge'))
  const why = REVIEW_REASONS.filter((reason) => reasons[reason] > 0).map(
    (reason) => `${text[`review.${reason}`]} ${count(reasons[reason])}`,
  )
  const assist = sayAssist(summary, text, language, MOST_TO_CONFIRM)
  return [
    needed === 0 ? text.noReview : `${sayReview(summary.review, text)}${text.colon}${why.join(' · ')}`,
    ...(instructing.length === 0
      ? []
      : [`  ${text['review.instructs_judge']}${text.colon}${idList(instructing, reasons.instructs_judge)}`]),
    ...(assist === null ? [] : [`  ${terminalText(assist, 600)}`]),
    ...(windowed.conversations === 0 ? [] : [fill(text.windowed, parts)]),
  ]
}

function criteria({ criteria }: DaySummary, text: ReportText, language: UiLanguage): string[] {
  const failing = criteria.filter(({ failed, kind, bonus }) => failed > 0 && kind !== 'redLine' && !bonus)
  const off = offCriteria(criteria, text, language)
  if (failing.length === 0) return [text.noFindings, ...off]
  const rows = failing
    .slice(0, MOST_CRITERIA)
    .map(({ id, title, by, standings, off, failRate, failed, passed }) => [
      `  ${named(title, id, language)}`,
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
  const each = off.slice(0, MOST_OFF).map((one) => `${named(one.title, one.id, language)} ${count(one.off)}`)
  const more = off.length - each.length
  const all = more > 0 ? [...each, fill(text.andMore, { n: count(more) })] : each
  return [terminalText(fill(text.offVerdicts, { criteria: all.join(' · ') }), 600)]
}

function isOff({ off }: CriterionSummary): boolean {
  return off > 0
}

function slowest({ slowest, firstResponses }: DaySummary, text: ReportText, language: UiLanguage): string[] {
  if (slowest.length === 0) return [text.noSlowest]
  const rows = slowest
    .slice(0, MOST_SLOW)
    .map(({ transcriptId, agent, channel, waitMs }) => [
      `  ${terminalText(transcriptId, 40)}`,
      wait(waitMs, language),
      text[`channel.${channel}`],
      agent === null ? '' : terminalText(agent, 30),
    ])
  const head = `${text.slowest} (${fill(text.ofN, { n: count(firstResponses) })})`
  return [head, ...alignColumns(rows, new Set([1]))]
}

function notAssessed({ notAssessed }: DaySummary, text: ReportText): string[] {
  if (notAssessed.length === 0) return [text.allScored]
  const rows = notAssessed.flatMap(({ reason, askedAgain, findings, criteria }) => [
    [
      `  ${count(findings)}`,
      `${text[`reason.${reason}`]} (${fill(text.criteriaCount, { n: count(criteria.length) })})${askedAgain ? ` · ${text.askedAgain}` : ''}`,
    ],
    ['', `→ ${text[`todo.${reason}`]}`],
  ])
  const again = sayAskedAgain(notAssessed, text)
  return [
    `${text['nav.unscored']} (${text.findings})`,
    ...alignColumns(rows, new Set([0])),
    ...(again === null ? [] : [again]),
  ]
}

function idList(conversations: readonly { transcriptId: string }[], all: number): string {
  const ids = conversations.slice(0, MOST_IDS).map(({ transcriptId }) => terminalText(transcriptId, 40))
  return `${ids.join(', ')}${all > MOST_IDS ? ' …' : ''}`
}

function named(title: LocalText | null, id: string, language: UiLanguage): string {
  return terminalText(title?.[language] ?? id)
}
