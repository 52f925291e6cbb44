import { expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'
import { type EvalCase, evalCase, times } from './testing/eval-case.ts'

function differencesOf(cases: readonly EvalCase[]) {
  const { set, findings } = evalCase(cases)
  return evaluate(set, findings, { judge: { judge: 'test', model: null }, replicates: 10 }).differences
}

const said = (rater: string, judge: string, channel: 'chat' | 'phone' | 'email' = 'chat'): EvalCase => ({
  raters: { a: rater },
  judge: { a: judge },
  transcript: { channel },
})

test('of two parts one is tested against the other, for each rate', () => {
  // Chat: 8 of 10 passes failed, phone 1 of 6 (p = 5/143); of the fails every one was found, so nothing to test.
  const found = differencesOf([
    ...times(8, said('p', 'f')),
    ...times(2, said('p', 'p')),
    ...times(1, said('p', 'f', 'phone')),
    ...times(5, said('p', 'p', 'phone')),
    ...times(4, said('f', 'f', 'phone')),
    ...times(4, said('f', 'f')),
  ])
  expect(found).toEqual([
    {
      by: 'channel',
      value: 'chat',
      criterion: 'a',
      rate: 'false_fail',
      inside: expect.objectContaining({ value: 0.8, n: 10 }),
      rest: expect.objectContaining({ value: 1 / 6, n: 6 }),
      p: expect.closeTo(5 / 143, 10),
      adjusted: expect.closeTo(5 / 143, 10),
    },
  ])
})

test('Holm’s correction counts every test of one way of cutting', () => {
  const found = differencesOf([
    ...times(8, said('p', 'f')),
    ...times(2, said('p', 'p')),
    ...times(10, said('p', 'p', 'phone')),
    ...times(10, said('p', 'p', 'email')),
  ])
  expect(found.map(({ value, rate }) => [value, rate])).toEqual([
    ['chat', 'false_fail'],
    ['email', 'false_fail'],
    ['phone', 'false_fail'],
  ])
  const [chat] = found
  expect(chat?.adjusted).toBeCloseTo(3 * (chat?.p ?? 1), 12)
})

test('parts of fewer than ten conversations are not tested', () => {
  const found = differencesOf([
    ...times(9, said('p', 'f')),
    ...times(12, said('p', 'p', 'phone')),
    ...times(12, said('p', 'p', 'email')),
  ])
  expect(found.map(({ value }) => value)).toEqual(['email', 'phone'])
})
