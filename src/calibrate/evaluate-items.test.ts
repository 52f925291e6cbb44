import { expect, test } from 'vitest'
import type { Adjudication, Label } from '../domain/eval-set.ts'
import { evaluatedItems } from './evaluate-items.ts'
import { measuredPart } from './measured-part.ts'
import { evalCase } from './testing/eval-case.ts'

/** Two conversations: one that both raters labelled blind, and one whose labels say what is given of each rater. */
function itemsWith(of: Record<string, Partial<Label>>, adjudication?: Adjudication) {
  const { set, findings } = evalCase([
    { raters: { tone: 'pp' }, judge: { tone: 'p' }, label: { blind: true } },
    {
      raters: { tone: 'pp' },
      judge: { tone: 'p' },
      label: { blind: true },
      ...(adjudication && { adjudicated: { tone: adjudication } }),
    },
  ])
  for (const [rater, more] of Object.entries(of))
    Object.assign(set.conversations[1]?.labels.tone?.[rater] ?? {}, more)
  return evaluatedItems(set, measuredPart(set.conversations), findings, 'tone')
}

test('one of two raters with a judge’s verdict in view is enough to have seen it', () => {
  for (const rater of ['r0', 'r1']) {
    const { all, items } = itemsWith({ [rater]: { blind: false } })
    expect(all.map(({ isSeen, isTuningOnly }) => [isSeen, isTuningOnly])).toEqual([
      [false, false],
      [true, true],
    ])
    // As good as not labelled, by the blind one either.
    expect(items.map(({ byRater, reference }) => [Object.keys(byRater), reference])).toEqual([
      [['r0', 'r1'], 'pass'],
      [[], null],
    ])
  }
})

test('whoever settled it with a verdict in view has seen it for raters who had not', () => {
  const settled: Adjudication = { verdict: 'fail', turns: [], confidence: null, note: null, by: 'lead' }
  const seen = (more: Partial<Adjudication>) =>
    itemsWith({}, { ...settled, ...more }).all.map(({ isSeen }) => isSeen)
  expect(seen({ blind: false })).toEqual([false, true])
  expect(seen({ blind: true })).toEqual([false, false])
})
