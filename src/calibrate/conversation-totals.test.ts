import { expect, test } from 'vitest'
import { conversationTotals } from './conversation-totals.ts'
import { evaluatedItems } from './evaluate-items.ts'
import { measuredPart } from './measured-part.ts'
import { type EvalCase, evalCase } from './testing/eval-case.ts'

function totalsOf(
  cases: readonly EvalCase[],
  weights: Record<string, number> | null,
  levels: Record<string, number[]> = {},
) {
  const { set, findings } = evalCase(cases)
  const part = measuredPart(set.conversations)
  const criteria = ['a', 'b', 'c'].map((criterion) => evaluatedItems(set, part, findings, criterion))
  const by = weights === null ? null : new Map(Object.entries(weights))
  return conversationTotals(criteria, by, new Map(Object.entries(levels)))
}

test('criteria count by weight, and only those that both sides pass or fail', () => {
  const cases = [{ raters: { a: 'p', b: 'f', c: 'p' }, judge: { a: 'p', b: 'p', c: 'f' } }]
  // a, b, c weigh 1, 2, 5: people 1 + 5 of 8, the judge 1 + 2 of 8.
  expect(totalsOf(cases, { a: 1, b: 2, c: 5 })).toEqual([
    { place: 0, human: 75, judge: 37.5, weight: 1, criteria: 3 },
  ])
  const partly = [{ raters: { a: 'p', b: 'n', c: 'f' }, judge: { a: 'p', b: 'f', c: 'u' } }]
  expect(totalsOf(partly, { a: 1, b: 2, c: 5 })).toMatchObject([{ human: 100, judge: 100, criteria: 1 }])
})

test('without weights each criterion counts the same, and with them one that has none is left out', () => {
  const cases = [{ raters: { a: 'p', b: 'f' }, judge: { a: 'p', b: 'f' } }]
  expect(totalsOf(cases, null)).toMatchObject([{ human: 50, judge: 50 }])
  expect(totalsOf(cases, { a: 1 })).toMatchObject([{ human: 100, judge: 100, criteria: 1 }])
})

test('a conversation without anything that both scored has no total', () => {
  const cases = [
    { raters: { a: 'n' }, judge: { a: 'p' } },
    { raters: { a: 'f' }, judge: { a: 'f' } },
  ]
  expect(totalsOf(cases, null)).toMatchObject([{ place: 1, human: 0, judge: 0 }])
})

test('levels count by their place on the scale', () => {
  // Level 1 of 0, 1, 2 is half; the judge's score says 1.
  const one = { raters: { a: 'p' }, judge: { a: 'p' }, label: { level: 1 }, finding: { score: 1 } }
  expect(totalsOf([one], null, { a: [0, 1, 2] })).toMatchObject([{ human: 50, judge: 100 }])
})
