import { expect, test } from 'vitest'
import type { Disagreement } from '../../calibrate/eval-report.ts'
import type { Evidence } from '../../domain/finding.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { planTurns } from './plan-turns.ts'

function talkOf(turns: number): Transcript {
  const text = 'please wait here'
  const all = Array.from({ length: turns }, (_, at) => ({ id: at + 1, role: 'agent' as const, text }))
  return { id: 't', channel: 'chat', language: 'en', turns: all }
}

function partedOver(evidence: Evidence[], named: number[] = []): Disagreement {
  return {
    ...{ transcriptId: 't', language: 'en', channel: 'chat', reference: 'pass' },
    isTuningOnly: false,
    settled: null,
    judge: { verdict: 'fail', rationale: '', evidence, confidence: null, rawConfidence: null },
    raters: [
      {
        ...{ rater: 'ann', verdict: 'pass', note: null },
        turns: named.map((turn) => ({ turn, role: 'agent', text: '' })),
      },
    ],
  }
}

const quote = (turn: number, start = 7, end = 11): Evidence => ({
  ...{ turn, start, end },
  quote: 'please wait here'.slice(start, end),
})
const shape = (disagreement: Disagreement, turns = 20) =>
  planTurns(talkOf(turns), disagreement).stretches.map(({ folded, turns: own }) => [
    folded ? 'folded' : 'shown',
    own[0]?.turn.id,
    own.at(-1)?.turn.id,
  ])

test('the turns that either side points at are shown with two around, the others folded', () => {
  expect(shape(partedOver([quote(6)], [16]))).toEqual([
    ['folded', 1, 3],
    ['shown', 4, 8],
    ['folded', 9, 13],
    ['shown', 14, 18],
    // Two turns are not worth folding.
    ['shown', 19, 20],
  ])
})

test('where neither side points at a turn, the beginning is shown', () => {
  expect(shape(partedOver([]))).toEqual([
    ['shown', 1, 4],
    ['folded', 5, 20],
  ])
})

test('one turn may carry both sides, and the judge’s overlapping quotes become one mark', () => {
  const { stretches } = planTurns(talkOf(3), partedOver([quote(2, 7, 11), quote(2, 9, 16)], [2]))
  const turn = stretches[0]?.turns[1]
  expect(turn).toMatchObject({ marks: [[7, 16]], raters: ['ann'], missing: null })
})

test('something missing stands after its turn, or before the first', () => {
  const missing = (turn: number): Evidence => ({ turn, start: null, end: null, quote: null })
  const { stretches } = planTurns(talkOf(3), partedOver([missing(0), missing(3)]))
  expect(stretches[0]?.turns.map((one) => one.missing)).toEqual(['before', null, 'after'])
})

test('evidence that does not stand where it points marks nothing, and is named', () => {
  const away: Evidence[] = [
    { turn: 2, start: 0, end: 6, quote: 'thanks' },
    { ...quote(9), quote: 'wait' },
  ]
  const { stretches, astray } = planTurns(talkOf(3), partedOver(away))
  expect(astray).toEqual(away)
  expect(stretches[0]?.turns.every(({ marks }) => marks.length === 0)).toBe(true)
})
