import { expect, test } from 'vitest'
import { alternativeAnnotator } from './alternative-annotator.ts'
import { tCdf } from './distributions.ts'

/** One letter per conversation; a dash is no label. */
const labels = (letters: string) => [...letters].map((letter) => (letter === '-' ? null : letter))
const raters = (...all: string[]) =>
  all.map((letters, at) => ({ rater: `r${at + 1}`, labels: labels(letters) }))

test('a rater is replaceable where the judge fits the others better by more than chance and epsilon', () => {
  // r1 against r2 and r3, who both say p: r1 is wrong on the first 3 of 8, the judge on the last
  const { raters: tested } = alternativeAnnotator({
    raters: raters('fffppppp', 'pppppppp', 'pppppppp'),
    judge: labels('pppppppf'),
    epsilon: 0.2,
    fewestItems: 8,
  })
  // d: −1, −1, −1, 0, 0, 0, 0, 1: mean −¼, squares 3·(9/16) + 4/16 + 25/16 = 3.5, error √(3.5/7/8) = ¼
  // t = (−.25 − .2)/.25 = −1.8 at 7 degrees of freedom
  expect(tested[0]?.advantage).toBe(7 / 8)
  expect(tested[0]?.p).toBeCloseTo(tCdf(-1.8, 7), 12)
  expect(tested[0]?.replaceable).toBe(false)
})

test('where judge and rater never differ no spread is left, and the mean decides', () => {
  const same = { raters: raters('pfpf', 'pfpf', 'pfpf'), judge: labels('pfpf'), fewestItems: 4 }
  const { raters: tested, winningRate, advantage, passed } = alternativeAnnotator({ ...same, epsilon: 0.1 })
  expect(tested.map(({ p, replaceable }) => [p, replaceable])).toEqual(new Array(3).fill([0, true]))
  expect([winningRate, advantage, passed]).toEqual([1, 1, true])
  // With no allowance, 0 is not below 0.
  expect(alternativeAnnotator({ ...same, epsilon: 0 })).toMatchObject({ winningRate: 0, passed: false })
})

test('a judge that is always wrong replaces nobody', () => {
  const { raters: tested, advantage } = alternativeAnnotator({
    raters: raters('pfpf', 'pfpf', 'pfpf'),
    judge: labels('fpfp'),
    epsilon: 0.2,
    fewestItems: 4,
  })
  expect(tested.map(({ p }) => p)).toEqual([1, 1, 1])
  expect(advantage).toBe(0)
})

test('a conversation counts where rater, judge and another rater said something; few of those are no test', () => {
  const { raters: tested, leftOut } = alternativeAnnotator({
    raters: raters('pfp-f', 'pff--', '---ff'),
    judge: labels('pfpf-'),
    epsilon: 0.2,
    fewestItems: 3,
  })
  expect(tested.map(({ rater, n }) => [rater, n])).toEqual([
    ['r1', 3],
    ['r2', 3],
  ])
  // On 4 r3 is alone, on 5 there is no judge
  expect(leftOut).toEqual([{ rater: 'r3', n: 0 }])
})

test('below thirty conversations each there is no test, unless fewer are asked for', () => {
  const few = raters('p'.repeat(29), 'p'.repeat(29))
  expect(alternativeAnnotator({ raters: few, judge: labels('p'.repeat(29)), epsilon: 0.2 })).toEqual({
    raters: [],
    leftOut: [
      { rater: 'r1', n: 29 },
      { rater: 'r2', n: 29 },
    ],
    winningRate: null,
    advantage: null,
    passed: null,
    reason: 'too_few_items',
  })
})

test('levels can be scored by how near they are', () => {
  const near = (label: number, others: readonly number[]) => -Math.abs(label - (others[0] ?? 0))
  const { raters: tested } = alternativeAnnotator({
    raters: [
      { rater: 'a', labels: [0, 4, 4, 0] },
      { rater: 'b', labels: [2, 2, 2, 2] },
    ],
    judge: [1, 3, 3, 1],
    epsilon: 0.2,
    score: near,
    fewestItems: 4,
  })
  // Against b's 2 the judge is off by 1, a by 2; against a's both are off, the judge by less
  expect(tested.map(({ advantage }) => advantage)).toEqual([1, 1])
})
