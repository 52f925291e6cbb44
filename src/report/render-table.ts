import type { UiLanguage } from '../domain/language.ts'
import type { DaySummary } from '../insight/day-summary.ts'
import { REVIEW_REASONS } from '../insight/review-tally.ts'
import { criterionName } from './eval-format.ts'
import { count, wait } from './format.ts'
import { sayAskedAgain } from './say-asked-again.ts'
import { sayAssist } from './say-assist.ts'
import { sayCertificates } from './say-certificate.ts'
import { sayJudge, sayTrust } from './say-judge.ts'
import { sayOpenRedLines } from './say-open-red-lines.ts'
import { sayReview } from './say-review.ts'
import { sayStandings } from './say-standing.ts'
import { sayUsage } from './say-usage.ts'
import { isOff, tableCriteria } from './table-criteria.ts'
import { tableCounts, tableFigures } from './table-figures.ts'
import { tableMarks } from './table-marks.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill, type ReportText, reportText } from './text.ts'

const MOST_SLOW = 5
const MOST_IDS = 3
const MOST_TO_CONFIRM = 6

/** The day on a terminal, in plain text that ends in a line break. */
export function renderTable(summary: DaySummary, language: UiLanguage): string {
  const text = reportText(language)
  const { graded, kept } = summary.counts
  const parts =
    graded + kept === 0
      ? [[text.empty], tableCounts(summary, text)]
      : [
          tableFigures(summary, text),
          judges(summary, text),
          redLines(summary, text, language),
          review(summary, text, language),
          tableMarks(summary, text),
          tableCriteria(summary, text, language),
          slowest(summary, text, language),
          notAssessed(summary, text),
        ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
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

function redLines(summary: DaySummary, text: ReportText, language: UiLanguage): string[] {
  const found = summary.redLines.filter((line) => line.found > 0)
  const open = sayOpenRedLines(summary.criteria, text, language)
  const unread = open === null ? [] : [terminalText(open, 400)]
  if (found.length === 0) return [text.noRedLines, ...unread]
  const rows = found.map(({ id, title, found, states, conversations, more }) => [
    `  ${criterionName({ title, criterion: id }, language)}`,
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
