import { expect, test } from 'vitest'
import { turnFactNames } from '../features/turn-facts.ts'
import { makeLexiconFinder } from '../lexicon.ts'
import { readForJudging } from '../reading.ts'
import { labelledOf } from '../testing/labelled-of.ts'
import { type Spoken, WORDS } from '../testing/reading-of.ts'
import settings from './settings.json' with { type: 'json' }
import { type TrainingConversation, turnRows } from './turn-rows.ts'

const finder = makeLexiconFinder(WORDS)
const FACTS = turnFactNames(finder.categories).length
const LEAST = settings.fewest.conversationsOfAGram

function conversation(id: number, lines: Spoken[]): TrainingConversation {
  const labelled = labelledOf(`c-${id}`, lines, {}, { 2: ['refusal'] })
  return { labelled, reading: readForJudging(labelled.transcript, finder) }
}
const refusal = {
  name: 'refusal',
  marks: ({ acts }: TrainingConversation['labelled'], { turn }: { turn: { id: number } }) =>
    acts?.[turn.id]?.includes('refusal') ?? false,
}

/** One unit said in so many conversations, and another in one fewer. */
const conversations = Array.from({ length: LEAST }, (_, at) =>
  conversation(at, [
    ['customer', '退'],
    ['agent', at === 0 ? '否' : '否好'],
    ['agent', '否'],
  ]),
)

test('the n-grams that stand in enough conversations have a weight, however often they stand in one', () => {
  const { vocabulary } = turnRows(conversations, 'agent', [refusal], FACTS)
  // 否, ^否, 否^, ^否^ and 退 before; not 好 and what it is part of, but for one conversation fewer.
  expect(vocabulary.keys).toHaveLength(5)
  const twice = conversations.slice(1)
  expect(turnRows(twice, 'agent', [refusal], FACTS).vocabulary.keys).toHaveLength(0)
})

test('the commonest n-gram comes first, and of equally common ones the smaller hash', () => {
  const { vocabulary } = turnRows(conversations, 'agent', [refusal], FACTS)
  expect([...vocabulary.keys]).toEqual([...vocabulary.keys].toSorted((a, b) => a - b))
  const more = Array.from({ length: LEAST + 1 }, (_, at) =>
    conversation(at, [
      ['agent', at === 0 ? '乙' : '甲乙'],
      ['agent', '乙'],
    ]),
  )
  const alone = Array.from({ length: LEAST + 1 }, (_, at) => conversation(at, [['agent', '乙']]))
  const common = new Set(turnRows(alone, 'agent', [refusal], FACTS).vocabulary.keys)
  const { keys } = turnRows(more, 'agent', [refusal], FACTS).vocabulary
  expect([...keys].slice(0, common.size).every((key) => common.has(key))).toBe(true)
  expect(keys.length).toBeGreaterThan(common.size)
})

test('each turn of the side is a row with its n-grams, then its facts', () => {
  const { rows, conversationOf, vocabulary } = turnRows(conversations, 'agent', [refusal], FACTS)
  expect(rows.rowStarts).toHaveLength(2 * LEAST + 1)
  expect([...conversationOf]).toEqual(conversations.flatMap((_, at) => [at, at]))
  expect(rows.width).toBe(vocabulary.keys.length + FACTS)
  const first = [...rows.columns.subarray(rows.rowStarts[0], rows.rowStarts[1])]
  // All five n-grams, ^否^ among them, then the facts that are not 0
  expect(first.filter((column) => column < vocabulary.keys.length)).toHaveLength(5)
  expect(first.indexOf(vocabulary.keys.length)).toBe(5)
})

test('targets are what the heads mark, row by row', () => {
  const { targets } = turnRows(conversations, 'agent', [refusal], FACTS)
  expect(targets.map((marks) => [...marks])).toEqual([conversations.flatMap(() => [1, 0])])
})

test('a side that says nothing has no rows', () => {
  const { rows, targets } = turnRows([conversation(0, [['agent', '在吗']])], 'customer', [refusal], FACTS)
  expect([rows.rowStarts.length, rows.columns.length, targets.map(({ length }) => length)]).toEqual([
    1,
    0,
    [0],
  ])
})
