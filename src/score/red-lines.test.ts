import { expect, test } from 'vitest'
import { type Answer, check, findingOf, findingsOf, form } from './testing/forms.ts'
import { weigh } from './weigh.ts'

const redLines = [
  { id: 'fatal', ...check, effect: 'zero' },
  { id: 'partial', ...check, effect: 'zero_section', section: 'two' },
]
const weighted = form({ redLines })
const deduction = form({ redLines, method: 'deduction' })
const confirmed = (...ids: string[]) => new Map(ids.map((id) => [id, 'confirmed' as const]))

test('a found red line is provisional: the total stands, and what it would be is beside it', () => {
  const result = weigh(weighted, findingsOf({ a: 1, b: 1, c: 1, fatal: 0, partial: 1 }))
  expect(result).toMatchObject({ total: 100, bounds: [100, 100], totalIfConfirmed: 0, passed: true })
  expect(result.redLines).toEqual([
    { criterion: 'fatal', effect: 'zero', section: null, state: 'provisional' },
  ])
})

test('without a provisional red line there is nothing to confirm', () => {
  expect(weigh(weighted, findingsOf({ a: 1, b: 1, c: 1, fatal: 1, partial: 1 }))).toMatchObject({
    totalIfConfirmed: null,
    redLines: [],
  })
})

test('a red line on a section would void that section only', () => {
  // 60·1 + 40·0 = 60; by deduction all 5 points of section two: 100 − 5 = 95
  const findings = findingsOf({ a: 1, b: 1, c: 1, fatal: 1, partial: 0 })
  expect(weigh(weighted, findings)).toMatchObject({ total: 100, totalIfConfirmed: 60 })
  expect(weigh(deduction, findings)).toMatchObject({ total: 100, totalIfConfirmed: 95 })
})

test('a confirmed red line makes the total 0, and the contributions say so', () => {
  const findings = findingsOf({ a: 1, b: 1, c: 1, fatal: 0, partial: 1 })
  const result = weigh(weighted, findings, confirmed('fatal'))
  expect(result).toMatchObject({ total: 0, bounds: [0, 0], passed: false, totalIfConfirmed: null })
  expect(result.contributions.at(-1)).toMatchObject({ kind: 'red_line', criterion: 'fatal', points: -100 })
})

test('a confirmed red line voids its section, in score, points and contributions', () => {
  const findings = findingsOf({ a: 1, b: 1, c: 0.5, fatal: 1, partial: 0 })
  // 60 + 40·.5 − 20 = 60
  const byWeight = weigh(weighted, findings, confirmed('partial'))
  expect(byWeight).toMatchObject({ total: 60, bounds: [60, 60], totalIfConfirmed: null })
  expect(byWeight.sections[1]).toEqual({ id: 'two', score: 0, points: 0 })
  expect(byWeight.contributions.at(-1)).toMatchObject({ kind: 'red_line', section: 'two', points: -20 })
  // 100 − 5·.5 − the other 2.5 = 95
  const byDeduction = weigh(deduction, findings, confirmed('partial'))
  expect(byDeduction).toMatchObject({ total: 95, bounds: [95, 95] })
  expect(byDeduction.sections[1]).toEqual({ id: 'two', score: 0, points: -5 })
  expect(byDeduction.contributions.at(-1)).toMatchObject({ kind: 'red_line', points: -2.5 })
})

test('a voided section scores 0 even where nothing in it could be scored', () => {
  const findings = findingsOf({ a: 1, b: 1, c: 'unscored', fatal: 1, partial: 0 })
  // 60·1 + 40·0 = 60, and nothing unscored can change it; coverage still 60/100
  const byWeight = weigh(weighted, findings, confirmed('partial'))
  expect(byWeight).toMatchObject({ total: 60, bounds: [60, 60], coverage: 0.6 })
  expect(byWeight.sections[1]).toEqual({ id: 'two', score: 0, points: 0 })
  // 100 − 5 = 95; coverage 3/8
  expect(weigh(deduction, findings, confirmed('partial'))).toMatchObject({
    total: 95,
    bounds: [95, 95],
    coverage: 3 / 8,
  })
  expect(weigh(weighted, findings)).toMatchObject({ total: 100, totalIfConfirmed: 60 })
})

test('a section in which nothing applies has nothing to lose', () => {
  const findings = findingsOf({ a: 1, b: 1, c: 'not_applicable', fatal: 1, partial: 0 })
  const result = weigh(weighted, findings, confirmed('partial'))
  expect(result).toMatchObject({ total: 100, bounds: [100, 100] })
  expect(result.sections[1]).toEqual({ id: 'two', score: null, points: null })
})

test('a confirmed section and a provisional form: the total has the one, totalIfConfirmed both', () => {
  const findings = findingsOf({ a: 1, b: 1, c: 1, fatal: 0, partial: 0 })
  expect(weigh(weighted, findings, confirmed('partial'))).toMatchObject({ total: 60, totalIfConfirmed: 0 })
})

test('a dismissed red line is shown and does nothing', () => {
  const findings = findingsOf({ a: 1, b: 1, c: 1, fatal: 0, partial: 1 })
  expect(weigh(weighted, findings, new Map([['fatal', 'dismissed']]))).toMatchObject({
    total: 100,
    totalIfConfirmed: null,
    redLines: [{ criterion: 'fatal', state: 'dismissed' }],
  })
})

test.each<Answer>(['unscored', 'not_applicable'])(
  'a red line that is %s leaves everything alone',
  (answer) => {
    const passes = weigh(weighted, findingsOf({ a: 1, b: 0, c: 1, fatal: 1, partial: 1 }))
    expect(weigh(weighted, findingsOf({ a: 1, b: 0, c: 1, fatal: answer, partial: answer }))).toEqual(passes)
  },
)

test('a judge that is off finds no red line', () => {
  const findings = [...findingsOf({ a: 1, b: 1, c: 1, partial: 1 }), findingOf('fatal', 0, 'off')]
  expect(weigh(weighted, findings)).toMatchObject({ total: 100, totalIfConfirmed: null, redLines: [] })
})

test('with nothing scored a confirmed red line leaves the total unknown', () => {
  const findings = findingsOf({ a: 'unscored', b: 'unscored', c: 'unscored', fatal: 0, partial: 0 })
  expect(weigh(weighted, findings)).toMatchObject({ total: null, totalIfConfirmed: null })
  expect(weigh(weighted, findings, confirmed('fatal', 'partial'))).toMatchObject({
    total: null,
    contributions: [],
    passed: null,
  })
})
