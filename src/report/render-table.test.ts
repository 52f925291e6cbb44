import { expect, test } from 'vitest'
import { PASSING_CAUSES, UnscoredReason } from '../domain/finding.ts'
import { scorecardOf } from '../domain/testing/scorecard-of.ts'
import { cardFacts } from '../insight/card-facts.ts'
import { makeDaySummary } from '../insight/day-summary.ts'
import { findingOf, gradeOf, marksOf, PROVENANCE, transcriptOf } from '../insight/testing/grade-of.ts'
import { renderTable } from './render-table.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { textEn } from './text.en.ts'
import { fill, reportText } from './text.ts'
import { textZhCn } from './text.zh-CN.ts'

test('both languages say the same things with the same figures', () => {
  const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
  expect(Object.keys(textZhCn).sort()).toEqual(Object.keys(textEn).sort())
  for (const [key, text] of Object.entries(textZhCn))
    expect([key, places(text)]).toEqual([key, places(Object(textEn)[key])])
})

test('Chinese takes two columns a character', () => {
  expect(
    alignColumns(
      [
        ['质检', '1'],
        ['ab', '10'],
      ],
      new Set([1]),
    ),
  ).toEqual(['质检   1', 'ab    10'])
})

test('no escape sequence reaches the terminal', () => {
  const shown = terminalText('\u001B[31mred\u001B]0;title\u0007 \u009B2J\u0000x\u202Ey')
  expect(shown).toBe('red ␀x‹U+202E›y')
})

test('what no judge scored is said plainly', () => {
  const day = makeDaySummary(() => null)
  const open = { verdict: 'unscored', score: null, reason: 'no_judge', by: 'judgment' } as const
  day.add(gradeOf({ findings: [findingOf('blame', open)] }), transcriptOf('hi'), 'graded', false)
  expect(renderTable(day.result(), 'en')).toContain('no judge ran, so judged criteria were not scored')
  expect(renderTable(day.result(), 'zh-CN')).toContain('没有运行评判者')
  expect(renderTable(day.result(), 'en')).toContain('Judge: none')
})

test('an empty day says so', () => {
  expect(renderTable(makeDaySummary(() => null).result(), 'en')).toContain('No conversation was graded.')
})

test('every count above a thousand has its comma', () => {
  const day = makeDaySummary(() => null)
  const open = { total: null, totalReason: 'nothing_scored', bounds: null, passed: null } as const
  for (let index = 0; index < 1234; index += 1) {
    day.add(gradeOf({ id: `g${index}` }), transcriptOf('hi'), 'graded', false)
    day.add(gradeOf({ id: `n${index}`, ...open }), transcriptOf('hi'), 'graded', false)
  }
  const table = renderTable(day.result(), 'en')
  expect(table).toContain('of 1,234 with a total')
  expect(table).toContain('1,234 of 2,468 conversations') // passed
  expect(table).toContain('conversations, of 2,468') // red lines
  expect(table).toContain('1,234 have no total')
  expect(table).not.toMatch(/\d{4}/)
})

const JUDGED = {
  ...PROVENANCE,
  judge: 'builtin',
  model: 'mine@1',
  params: { trainedOn: 'mine', trainedOnConversations: 1756, labelledBy: 'models' },
}
const UNCERTIFIED = { by: 'judgment', standing: 'uncertified' } as const

test('the judge is named with its weights and whose labels taught it, and trusted once', () => {
  const day = makeDaySummary(() => null)
  const findings = [findingOf('blame', { ...UNCERTIFIED, verdict: 'fail', score: 0 })]
  for (const transcriptId of ['a', 'b'])
    day.add(gradeOf({ transcriptId, findings, provenance: JUDGED }), transcriptOf('hi'), 'graded', false)
  const table = renderTable(day.result(), 'en')
  expect(table).toContain(
    'Judge: built-in judge (mine@1), trained on 1,756 conversations labelled by models\n',
  )
  expect(table.match(/Uncertified: no certificate covers 2 passes and fails/g)).toHaveLength(1)
  expect(table).toMatch(/blame .* judgment, uncertified\n/)
  expect(renderTable(day.result(), 'zh-CN')).toContain('内置评判者 (mine@1)，用模型标注的 1,756 通会话训练')
})

test('a day of checks alone has nothing uncertified', () => {
  const day = makeDaySummary(() => null)
  day.add(gradeOf({ findings: [findingOf('speed')] }), transcriptOf('hi'), 'graded', false)
  expect(renderTable(day.result(), 'en')).not.toMatch(/uncertified/i)
})

test('needs and moods are shown as marked and not scored, and a day without marks says so', () => {
  const day = makeDaySummary(() => null)
  for (const marks of [marksOf('yes', 'upset', 'pleased'), marksOf('no', 'neutral', 'upset'), null])
    day.add(gradeOf({ marks }), transcriptOf('hi'), 'graded', false)
  const table = renderTable(day.result(), 'en')
  expect(table).toContain('Need and mood (marked, not scored · 2 conversations, 1 without marks)')
  expect(table).toMatch(/Need solved +yes 1 \(50%\) +unclear 0 \(0%\) +no 1 \(50%\)/)
  expect(table).toMatch(/From start to end +better 1 \(50%\) +the same 0 \(0%\) +worse 1 \(50%\)/)
  const none = makeDaySummary(() => null)
  none.add(gradeOf(), transcriptOf('hi'), 'graded', false)
  expect(renderTable(none.result(), 'en')).toContain('No conversation has marks')
})

test('what the judge does not know is counted with what to do, and red lines among it are told', () => {
  const fatal = { id: 'fatal', by: 'judgment', asks: '?', effect: 'zero' } as const
  const facts = cardFacts(scorecardOf({ redLines: [fatal] }))
  const day = makeDaySummary(() => facts)
  const open = { ...UNCERTIFIED, verdict: 'unscored', score: null, reason: 'judge_not_able' } as const
  const findings = [findingOf('fatal', open), findingOf('other', open)]
  day.add(gradeOf({ findings }), transcriptOf('hi'), 'graded', false)
  const table = renderTable(day.result(), 'en')
  expect(table).toContain(
    'No red line was found.\nLeft unassessed, with the number of conversations: fatal 1\n',
  )
  expect(table).toMatch(
    / 2 {2}the judge is not able to decide it \(2 criteria\)\n +→ .*have people score them/,
  )
})

const USAGE = {
  requests: 2,
  inputTokens: 4000,
  cachedTokens: 3000,
  outputTokens: 500,
  costUsd: 0.25,
  savedUsd: 0.05,
}
const MODEL = { ...PROVENANCE, judge: 'openai', model: 'gpt-4o-mini' }

test('what a model cost stands on one line, and what of it belongs to the grades of this run', () => {
  const day = makeDaySummary(() => null)
  for (const outcome of ['graded', 'kept', 'kept', 'kept'] as const)
    day.add(gradeOf({ usage: USAGE, provenance: MODEL }), transcriptOf('hi'), outcome, false)
  // 4 × 0.25, 4 × 2 requests, 12,000 of 16,000 tokens cached
  expect(renderTable(day.result(), 'en')).toContain(
    'Judge: openai (gpt-4o-mini)\nCost of these grades: $1.00 · $0.2500 of it spent in this run · ' +
      '$0.2500 per conversation asked about · $0.2000 saved by the provider’s cache · ' +
      '4 conversations in 8 requests · 16,000 input tokens (75% from the cache) · 2,000 output tokens\n',
  )
  expect(renderTable(day.result(), 'zh-CN')).toContain('这些评分的模型费用：$1.00 · 其中本次运行花费 $0.2500')
})

test('a kept grade that was asked again counts as that, and what it took as spent in this run', () => {
  const day = makeDaySummary(() => null)
  const grade = gradeOf({ usage: { ...USAGE, requests: 4, costUsd: 0.5 }, provenance: MODEL })
  day.add(grade, transcriptOf('hi'), 'kept', false, USAGE)
  day.add(grade, transcriptOf('hi'), 'kept', false)
  const table = renderTable(day.result(), 'en')
  expect(table).toContain('0 graded in this run, 2 kept from before, 1 of them asked again')
  expect(table).toContain('$1.00 · $0.2500 of it spent in this run')
})

test('a cost that is not known is said to be so, and a day that asked no model has no cost', () => {
  const day = makeDaySummary(() => null)
  const usage = { ...USAGE, costUsd: null, savedUsd: null }
  day.add(gradeOf({ usage, provenance: MODEL }), transcriptOf('hi'), 'graded', false)
  day.add(gradeOf({ usage: USAGE, provenance: MODEL }), transcriptOf('hi'), 'graded', false)
  const table = renderTable(day.result(), 'en')
  expect(table).toContain(
    'Cost of these grades: unknown: 1 conversations have no price · 2 conversations in 4',
  )
  expect(table).not.toContain('$')
  const none = makeDaySummary(() => null)
  none.add(gradeOf(), transcriptOf('hi'), 'graded', false)
  expect(renderTable(none.result(), 'en')).not.toContain('Cost of these grades')
})

test('a model is trusted by its own measurement, the built-in judge by the table of the README', () => {
  const tableOf = (provenance: typeof PROVENANCE) => {
    const day = makeDaySummary(() => null)
    day.add(
      gradeOf({ provenance, findings: [findingOf('a', UNCERTIFIED)] }),
      transcriptOf('hi'),
      'graded',
      false,
    )
    return renderTable(day.result(), 'en')
  }
  expect(tableOf(MODEL)).toContain('touchstone eval run')
  expect(tableOf(MODEL)).not.toContain('README')
  expect(tableOf(JUDGED)).toContain('README')
  expect(tableOf(JUDGED)).not.toContain('touchstone eval run')
})

test('every reason for leaving a finding unscored has its count and words, and says whether a rerun asks again', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const words = reportText(language)
    const day = makeDaySummary(() => null)
    for (const reason of UnscoredReason.options)
      day.add(
        gradeOf({ findings: [findingOf('blame', { verdict: 'unscored', score: null, reason })] }),
        transcriptOf('hi'),
        'graded',
        false,
      )
    const lines = renderTable(day.result(), language).split('\n')
    for (const reason of UnscoredReason.options) {
      const line = lines.find((each) => each.includes(words[`reason.${reason}`]))
      expect(line).toMatch(/^ +1 {2}/)
      expect([reason, line?.endsWith(words.askedAgain)]).toEqual([reason, PASSING_CAUSES.has(reason)])
    }
    // 7 of the 12 reasons pass
    expect(lines).toContain(fill(words.askedAgainSum, { n: 7, all: 12 }))
  }
})

test('what is routed to a person is counted by reason, and what was read in parts', () => {
  const day = makeDaySummary(() => null)
  const reading = { windows: 3, instructingTurns: [1] }
  const review = { needed: true, reasons: ['instructs_judge' as const] }
  day.add(gradeOf({ transcriptId: 'evil\u001B[31m', reading, review }), transcriptOf('hi'), 'graded', false)
  const table = renderTable(day.result(), 'en')
  expect(table).toContain(
    '1 need a person’s review: tries to instruct the judge 1\n  tries to instruct the judge: evil\n',
  )
  expect(table).toContain('too long for one request: 1 conversations, the longest in 3 parts')
})

test('a criterion that its judge decided by judgment is not called an order of acts', () => {
  const day = makeDaySummary(() => cardFacts(scorecardOf()))
  const findings = [findingOf('order', { ...UNCERTIFIED, verdict: 'fail', score: 0 })]
  day.add(gradeOf({ findings }), transcriptOf('hi'), 'graded', false)
  expect(renderTable(day.result(), 'en')).toMatch(/order .* judgment, uncertified\n/)
})
