import { expect, test } from 'vitest'
import type { EvalSet, LabelledConversation } from './eval-set.ts'
import { evalSetHash, partOf } from './eval-set-part.ts'
import { labelledOf } from './testing/labelled-of.ts'

function setOf(conversations: LabelledConversation[], about: Partial<EvalSet> = {}): EvalSet {
  return {
    name: 'june',
    title: null,
    labelledBy: 'people',
    purpose: 'measure',
    test: 'split',
    scorecards: ['form'],
    raters: ['li', 'wu'],
    conversations,
    ...about,
  }
}

const a = labelledOf('a', { labels: { tone: { li: 'pass', wu: 'fail' } } })
const b = labelledOf('b', { labels: { tone: { li: 'fail' } } })
const set = setOf([a, b])
const hash = evalSetHash(set)

test('a part has the conversations of its side, and those of no side stand in the whole alone', () => {
  const split = setOf([{ ...a, side: 'tune' }, { ...b, side: 'holdout' }, labelledOf('c')])
  const ids = (part: 'tune' | 'holdout' | 'all') =>
    partOf(split, part).conversations.map(({ transcript }) => transcript.id)
  expect([ids('tune'), ids('holdout'), ids('all')]).toEqual([['a'], ['b'], ['a', 'b', 'c']])
})

test('neither the order of conversations and raters nor the set’s name or sides change its hash', () => {
  const turned = labelledOf('a', { labels: { tone: { wu: 'fail', li: 'pass' } } })
  expect(evalSetHash(setOf([b, turned], { name: 'other', raters: [] }))).toBe(hash)
  expect(evalSetHash(setOf([{ ...a, side: 'tune' }, b]))).toBe(hash)
})

test('it changes with every word, label, settled verdict, chance of selection and scorecard', () => {
  const { tone } = a.labels
  const label = { verdict: 'pass' as const, turns: [], confidence: null, note: null }
  const selection = { how: 'random' as const, probability: 0.1, stratum: null }
  const changes: EvalSet[] = [
    setOf([labelledOf('a', { says: ['x', 'y'], labels: { tone: { li: 'pass', wu: 'fail' } } }), b]),
    setOf([labelledOf('a', { labels: { tone: { li: 'pass', wu: 'pass' } } }), b]),
    setOf([{ ...a, labels: { tone: { ...tone, li: { ...label, blind: true } } } }, b]),
    setOf([{ ...a, adjudicated: { tone: { ...label, by: 'lead' } } }, b]),
    setOf([{ ...a, selection }, b]),
    setOf([{ ...a, selection: { ...selection, probability: 0.2 } }, b]),
    setOf([a]),
    setOf([a, b], { scorecards: ['other'] }),
  ]
  expect(new Set([hash, ...changes.map(evalSetHash)]).size).toBe(changes.length + 1)
})
