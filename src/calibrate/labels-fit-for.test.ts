import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type EvalSet, SELECTION_WAYS, type Selection } from '../domain/eval-set.ts'
import { labelsFitFor } from './labels-fit-for.ts'
import { type EvalCase, evalCase, times } from './testing/eval-case.ts'

function drawn(probability: number | null, how: Selection['how'] = 'random'): Selection {
  return { how, probability, stratum: null }
}

function one(selection: Selection | null, more: Partial<EvalCase> = {}): EvalCase {
  const label = { blind: true }
  return { raters: { tone: 'p' }, judge: {}, label, ...(selection && { selection }), ...more }
}

function fitOf(cases: readonly EvalCase[], about: Partial<EvalSet> = {}, fewest = 30) {
  const { conversations, because } = labelsFitFor(evalCase(cases, about).set, 'tone', fewest)
  return { n: conversations.length, because }
}

test('random draws that people labelled blind are fit for all', () => {
  expect(fitOf(times(30, one(drawn(0.05))))).toEqual({ n: 30, because: null })
  expect(fitOf(times(30, one(drawn(0.05, 'stratified'))))).toEqual({ n: 30, because: null })
})

test('labels by models, or by nobody knows whom, are never fit, whatever else is right', () => {
  const best = times(30, one(drawn(0.05)))
  expect(fitOf(best, { labelledBy: 'models' }).because).toBe('labelled_by_models')
  expect(fitOf(best, { labelledBy: 'unknown' }).because).toBe('labellers_unknown')
  const selection = fc
    .constantFrom(...SELECTION_WAYS)
    .chain((how) => fc.constantFrom(null, 0.05, 0.5, 1).map((probability) => drawn(probability, how)))
  fc.assert(
    fc.property(fc.array(selection, { maxLength: 60 }), fc.boolean(), (selections, blind) => {
      const cases = selections.map((how) => one(how, { label: { blind } }))
      expect(fitOf(cases, { labelledBy: 'models' }).because).toBe('labelled_by_models')
    }),
    { numRuns: 100, seed: 20261127 },
  )
})

test('disputes and conversations picked by hand are left out where there are enough draws', () => {
  const others = [
    one(drawn(null, 'dispute')),
    one(drawn(0.5, 'enriched')),
    one(drawn(null, 'hand_picked')),
    one(null),
  ]
  expect(fitOf([...times(30, one(drawn(0.05))), ...others])).toEqual({ n: 30, because: null })
  // With a draw less all are used, and stand for no day's conversations.
  expect(fitOf([...times(29, one(drawn(0.05))), ...others])).toEqual({ n: 33, because: 'not_random' })
})

test('a draw whose probability nobody knows is none', () => {
  expect(fitOf(times(40, one(drawn(null)))).because).toBe('not_random')
})

test('draws with different probabilities are told, and rounding is no difference', () => {
  const halves = [...times(15, one(drawn(0.1))), ...times(15, one(drawn(0.2)))]
  expect(fitOf(halves)).toEqual({ n: 30, because: 'unequal_probabilities' })
  // .1 + .2 is .30000000000000004
  const rounded = [...times(15, one(drawn(0.1 + 0.2))), ...times(15, one(drawn(0.3)))]
  expect(fitOf(rounded).because).toBeNull()
})

test('one label that is not said to be blind spoils the set, and one on another criterion does not', () => {
  const blind = times(30, one(drawn(0.05)))
  expect(fitOf([...blind, one(drawn(0.05), { label: {} })]).because).toBe('not_blind')
  expect(fitOf([...blind, one(drawn(0.05), { label: { blind: false } })]).because).toBe('not_blind')
  const other = { raters: { care: 'p' }, judge: {}, label: { blind: false }, selection: drawn(0.05) }
  expect(fitOf([...blind, other])).toEqual({ n: 30, because: null })
})

test('of two raters one who is not said to be blind is enough to spoil it', () => {
  const pairs = times(30, one(drawn(0.05), { raters: { tone: 'pp' } }))
  expect(fitOf(pairs)).toEqual({ n: 30, because: null })
  for (const rater of ['r0', 'r1'])
    for (const blind of [false, undefined]) {
      const { set } = evalCase(pairs)
      const label = set.conversations[7]?.labels.tone?.[rater]
      if (label === undefined) throw new Error('no label')
      Object.assign(label, { blind })
      expect(labelsFitFor(set, 'tone', 30).because).toBe('not_blind')
    }
})

test('what was settled is blind only where it says so: it counts before what raters said', () => {
  const settled = (verdict: 'pass' | 'fail' | 'not_applicable', blind?: boolean) => ({
    adjudicated: {
      tone: {
        verdict,
        turns: [],
        confidence: null,
        note: null,
        by: 'lead',
        ...(blind !== undefined && { blind }),
      },
    },
  })
  const blind = times(30, one(drawn(0.05)))
  const parted = { raters: { tone: 'pf' } }
  for (const verdict of ['pass', 'fail', 'not_applicable'] as const) {
    expect(fitOf([...blind, one(drawn(0.05), { ...settled(verdict, true), ...parted })]).because).toBeNull()
    for (const seen of [false, undefined])
      expect(fitOf([...blind, one(drawn(0.05), { ...settled(verdict, seen), ...parted })]).because).toBe(
        'not_blind',
      )
  }
})

test('more than a twentieth of a draw left unlabelled on the criterion hinders', () => {
  const labelled = times(38, one(drawn(0.05)))
  const left = (n: number) => times(n, one(drawn(0.05), { raters: {} }))
  expect(fitOf([...labelled, ...left(2)])).toEqual({ n: 38, because: null })
  expect(fitOf([...labelled, ...left(3)])).toEqual({ n: 38, because: 'labels_missing' })
})

test('who labelled counts before how it was chosen, that before the chances, and those before blindness', () => {
  const unblind = { label: {} }
  const uneven = [...times(15, one(drawn(0.1), unblind)), ...times(15, one(drawn(0.2), unblind))]
  expect(fitOf(uneven, { labelledBy: 'models' }).because).toBe('labelled_by_models')
  expect(fitOf(uneven, {}, 31).because).toBe('not_random')
  expect(fitOf(uneven).because).toBe('unequal_probabilities')
  expect(fitOf(times(30, one(drawn(0.1), unblind))).because).toBe('not_blind')
})
