import { expect, test } from 'vitest'
import { makeDaySummary } from '../insight/day-summary.ts'
import { findingOf, gradeOf, transcriptOf } from '../insight/testing/grade-of.ts'
import { renderTable } from './render-table.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { textEn } from './text.en.ts'
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
