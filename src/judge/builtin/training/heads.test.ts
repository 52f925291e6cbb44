import { expect, test } from 'vitest'
import type { LabelledConversation } from '../../../domain/eval-set.ts'
import { referenceOf } from '../../../domain/eval-set.ts'
import { makeLexiconFinder } from '../lexicon.ts'
import { readForJudging } from '../reading.ts'
import { labelledOf, type Said } from '../testing/labelled-of.ts'
import { WORDS } from '../testing/reading-of.ts'
import { headsOf, turnsNamed } from './heads.ts'

/** So many conversations of a customer's turn 1 and an agent's turns 2 and 3. */
function many(
  count: number,
  labels: Record<string, Said> = {},
  acts: Record<string, string[]> | null = null,
): LabelledConversation[] {
  return Array.from({ length: count }, (_, at) =>
    labelledOf(
      `c-${at}`,
      [
        ['customer', '坏了'],
        ['agent', '您好'],
        ['agent', '自己去问快递'],
      ],
      labels,
      acts,
    ),
  )
}
const names = (conversations: LabelledConversation[], side: 'customer' | 'agent') =>
  headsOf(conversations, side).map(({ name }) => name)

/** The turns, by id, that a head marks in a conversation. */
function markedBy(head: string, conversations: LabelledConversation[], at = 0): number[] {
  const [labelled] = conversations.slice(at)
  const found = headsOf(conversations, 'agent').find(({ name }) => name === head)
  if (labelled === undefined || found === undefined) throw new Error(`there is no ${head}`)
  return readForJudging(labelled.transcript, makeLexiconFinder(WORDS))
    .turns.filter((turn) => found.marks(labelled, turn))
    .map(({ turn }) => turn.id)
}

test('an act that 20 turns of a side are marked with is a head of that side', () => {
  const acts = { 1: ['customer_upset'], 3: ['blame_shift', 'perfunctory'] }
  expect(names(many(20, {}, acts), 'agent')).toEqual(['blame_shift', 'perfunctory'])
  expect(names(many(20, {}, acts), 'customer')).toEqual(['customer_upset'])
  expect(names(many(19, {}, acts), 'agent')).toEqual([])
  expect(markedBy('blame_shift', many(20, {}, acts))).toEqual([3])
})

test('where a set marks no acts there are none', () => {
  expect(names(many(60), 'agent')).toEqual([])
})

test('the moments of a verdict are a head where raters named 50 turns, for four of five conversations', () => {
  const failed = many(50, { tone: ['fail', [3]] })
  expect(names(failed, 'agent')).toEqual(['tone: fail'])
  expect(names(failed.slice(1), 'agent')).toEqual([])
  // 50 of 62 are .81, 50 of 63 are .79
  expect(names([...failed, ...many(12, { tone: ['fail'] })], 'agent')).toEqual(['tone: fail'])
  expect(names([...failed, ...many(13, { tone: ['fail'] })], 'agent')).toEqual([])
  // Conversations with another verdict do not matter.
  expect(names([...failed, ...many(99, { tone: ['pass'] })], 'agent')).toEqual(['tone: fail'])
})

test('a moment is the agent’s, of its criterion and its verdict', () => {
  const labels: Record<string, Said> = { tone: ['fail', [3]], care: ['pass', [2]] }
  const conversations = [...many(50, labels), ...many(1, { tone: ['pass', [2]] })]
  expect(names(conversations, 'agent')).toEqual(['care: pass', 'tone: fail'])
  expect(names(conversations, 'customer')).toEqual([])
  expect([markedBy('tone: fail', conversations), markedBy('care: pass', conversations)]).toEqual([[3], [2]])
  expect(markedBy('tone: fail', conversations, 50)).toEqual([])
})

test('of several raters the verdict of more than half counts, and the turns of those who gave it', () => {
  const said = (verdict: 'pass' | 'fail', turns: number[]) => ({
    verdict,
    turns,
    confidence: null,
    note: null,
  })
  const [one] = many(1)
  if (one === undefined) throw new Error('no conversation')
  const tone = { a: said('fail', [3]), b: said('fail', [2]), c: said('pass', [1]) }
  const labelled = { ...one, labels: { tone, care: { a: said('fail', []), b: said('pass', []) } } }
  expect([
    referenceOf(labelled, 'tone'),
    referenceOf(labelled, 'care'),
    referenceOf(labelled, 'none'),
  ]).toEqual(['fail', null, null])
  expect(turnsNamed(labelled, 'tone', 'fail')).toEqual(new Set([2, 3]))
})
