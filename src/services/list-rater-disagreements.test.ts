import { expect, test } from 'vitest'
import { labelledOf } from '../domain/testing/labelled-of.ts'
import { countOpenDisagreements, listRaterDisagreements } from './list-rater-disagreements.ts'
import { keptSetOf, labelOf } from './testing/kept-set-of.ts'

test('raters who differ are listed by name with what each rests on, criterion by criterion', () => {
  const one = labelledOf('a', { labels: { tone: { wang: 'fail', li: 'pass' }, care: { li: 'pass' } } })
  const two = labelledOf('b', { labels: { tone: { li: 'pass', wang: 'pass' } } })
  one.labels.tone = {
    ...one.labels.tone,
    wang: labelOf('fail', { turns: [2], note: '反问', confidence: 2, at: '2026-06-12T10:30:00+08:00' }),
  }
  expect(listRaterDisagreements({ conversations: [one, two] })).toEqual([
    {
      criterion: 'tone',
      transcriptId: 'a',
      raters: [
        { rater: 'li', verdict: 'pass', note: null, turns: [] },
        {
          rater: 'wang',
          verdict: 'fail',
          note: '反问',
          at: '2026-06-12T10:30:00+08:00',
          turns: [{ turn: 2, role: 'agent', text: 'a号客服答' }],
        },
      ],
    },
  ])
})

test('a majority settles nothing', () => {
  const labels = { tone: { a: 'pass', b: 'pass', c: 'fail' } } as const
  expect(listRaterDisagreements({ conversations: [labelledOf('x', { labels })] })).toHaveLength(1)
})

test('what was settled is open no longer', () => {
  const one = labelledOf('a', { labels: { tone: { li: 'pass', wang: 'fail' } } })
  const adjudicated = { tone: { ...labelOf('fail'), by: '组长' } }
  expect(listRaterDisagreements({ conversations: [{ ...one, adjudicated }] })).toEqual([])
})

test('a set as it is kept has as many open ones as its list', () => {
  const labels = { tone: { li: 'pass', wang: 'fail' }, care: { li: 'pass', wang: 'pass' } } as const
  const set = keptSetOf({ a: labels, b: labels })
  expect(countOpenDisagreements(set)).toBe(2)
  set.conversations.get('a')?.settled.set('tone', [{ ...labelOf('fail'), by: '组长' }])
  expect(countOpenDisagreements(set)).toBe(1)
})
