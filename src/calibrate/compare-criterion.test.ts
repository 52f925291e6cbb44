import { expect, test } from 'vitest'
import { compareCriterion, concludeOn } from './compare-criterion.ts'
import { type Case, pairedItems } from './testing/paired-items.ts'

const FEW = { seed: 1, replicates: 200 }

function compare(cases: readonly Case[], replicates = FEW.replicates) {
  return compareCriterion(pairedItems('tone', cases), { seed: 1, replicates })
}

// Reference, A, B: one fixed, two broken, one wrong in both, four right in both.
const mixed: Case[] = [
  ['f', 'p', 'f'],
  ['p', 'p', 'f'],
  ['p', 'p', 'n'],
  ['f', 'p', 'n'],
  ['p', 'p', 'p'],
  ['p', 'p', 'p'],
  ['f', 'f', 'f'],
  ['n', 'n', 'n'],
]

test('what B mends, what it breaks and what both get wrong are told apart, one by one', () => {
  const { n, right, fixed, broken, bothWrong, changes } = compare(mixed)
  // A is right in 2 + 4 of 8, B in 1 + 4.
  expect({ n, right, fixed, broken, bothWrong }).toEqual({
    n: 8,
    right: { a: 6, b: 5 },
    fixed: 1,
    broken: 2,
    bothWrong: 1,
  })
  expect(changes).toEqual([
    { transcriptId: 'c0', kind: 'fixed', reference: 'fail', a: 'pass', b: 'fail' },
    { transcriptId: 'c1', kind: 'broken', reference: 'pass', a: 'pass', b: 'fail' },
    { transcriptId: 'c2', kind: 'broken', reference: 'pass', a: 'pass', b: 'not_applicable' },
    { transcriptId: 'c3', kind: 'both_wrong', reference: 'fail', a: 'pass', b: 'not_applicable' },
  ])
})

test('the difference is B less A, with McNemar’s mid-p of what moved', () => {
  const { difference, midP, eValue } = compare(mixed)
  expect(difference?.difference).toBeCloseTo((1 - 2) / 8, 12)
  // 1 against 2: P(≤ 1 of 3) + P(0 of 3) = 4/8 + 1/8
  expect(midP).toBeCloseTo(5 / 8, 12)
  // 2³ / (4·3)
  expect(eValue).toBeCloseTo(8 / 12, 12)
})

test('κ of both stands beside the interval of its difference', () => {
  // A: 6 of 8; people 4 pass, 3 fail, 1 N/A, A 6, 1, 1: pe = (24 + 3 + 1)/64 → κ = (48 − 28)/36
  const { kappa, kappaDifference } = compare(mixed)
  expect(kappa.a).toBeCloseTo(20 / 36, 12)
  // B: 5 of 8; B 2, 3, 3: pe = (8 + 9 + 3)/64 → κ = (40 − 20)/44
  expect(kappa.b).toBeCloseTo(20 / 44, 12)
  expect(kappaDifference.value).toBeCloseTo(20 / 44 - 20 / 36, 12)
  expect(kappaDifference.interval?.[0]).toBeLessThan(20 / 44 - 20 / 36)
})

test('while tuning no interval of κ is drawn, and the reason says so', () => {
  expect(compare(mixed, 0).kappaDifference).toEqual({
    value: expect.closeTo(20 / 44 - 20 / 36, 12),
    interval: null,
    reason: 'often_undefined',
  })
})

test('what one of them did not score is counted, left out, and counted again as wrong', () => {
  // Unscored: by A 2, by B 1; the last has no label and the one before raters who part.
  const cases: Case[] = [
    ...mixed,
    ['f', 'u', 'f'],
    ['f', 'u', 'p'],
    ['p', 'p', 'u'],
    ['pf', 'p', 'f'],
    ['-', 'u', 'f'],
  ]
  const { n, unscored, unscoredWrong, fixed, broken } = compare(cases)
  expect({ n, fixed, broken, unscored }).toEqual({ n: 8, fixed: 1, broken: 2, unscored: { a: 2, b: 1 } })
  // 11 labelled: fixed 1 + 1, broken 2 + 1; P(≤ 2 of 5) + P(≤ 1 of 5) = 16/32 + 6/32
  expect(unscoredWrong.difference?.difference).toBeCloseTo(-1 / 11, 12)
  expect(unscoredWrong.midP).toBeCloseTo(22 / 32, 12)
})

test('without a conversation to compare there is no figure, and no finding but that labels are missing', () => {
  const one = compare([['-', 'p', 'f']])
  expect(one).toMatchObject({ n: 0, difference: null, midP: null, eValue: null, kappa: { a: null, b: null } })
  expect(one.unscoredWrong).toEqual({ difference: null, midP: null })
  expect(concludeOn(one, null, 0.05)).toMatchObject({ finding: 'not_enough' })
})

test('a difference that is shown is better or worse by which way it goes', () => {
  expect(concludeOn({ n: 100, fixed: 10, broken: 0 }, 0.05, 0.05)).toEqual({
    finding: 'better',
    labelsNeeded: null,
  })
  expect(concludeOn({ n: 100, fixed: 0, broken: 10 }, 0.01, 0.05)).toEqual({
    finding: 'worse',
    labelsNeeded: null,
  })
  // Just above what is allowed.
  expect(concludeOn({ n: 100, fixed: 10, broken: 0 }, 0.0501, 0.05).finding).not.toBe('better')
})

test('no difference is found only where one of .05 would have shown', () => {
  // 10 of 500 differ: at most .0364 by Wilson, so no difference of .05 can be there.
  expect(concludeOn({ n: 500, fixed: 5, broken: 5 }, 1, 0.05)).toEqual({
    finding: 'no_difference',
    labelsNeeded: null,
  })
  // 20 of 100 differ, at most .2889: n = (1.96·√.2889 + .8416·√(.2889 − .0025))²/.0025 = 905
  const few = { n: 100, fixed: 10, broken: 10 }
  expect(concludeOn(few, 1, 0.05)).toEqual({ finding: 'not_enough', labelsNeeded: 905 })
  // On a holdout each look may err a third as often, which takes more: 2.394 in the place of 1.96.
  expect(concludeOn(few, 1, 0.05 / 3)).toEqual({ finding: 'not_enough', labelsNeeded: 1207 })
  // One of ten criteria has to pass at .05/10: 2.807 in the place of 1.96.
  expect(concludeOn(few, 1, 0.05, 10)).toEqual({ finding: 'not_enough', labelsNeeded: 1535 })
  // 140 of 700 differ, at most .2312: 724 are asked for, and 700 are not enough.
  expect(concludeOn({ n: 700, fixed: 70, broken: 70 }, 1, 0.05)).toEqual({
    finding: 'not_enough',
    labelsNeeded: 724,
  })
  // As often, but on 1000 conversations: at most .2259, which takes 707.
  expect(concludeOn({ n: 1000, fixed: 100, broken: 100 }, 1, 0.05)).toEqual({
    finding: 'no_difference',
    labelsNeeded: null,
  })
})
