import { expect, test } from 'vitest'
import { readingOf, type Spoken } from '../testing/reading-of.ts'
import { STRUCTURE_NAMES, structure } from './structure.ts'

/** The structure by name; zeros are left out. */
function structureOf(lines: readonly Spoken[], overrides: object = {}): Record<string, number> {
  const row = new Float64Array(STRUCTURE_NAMES.length).fill(9)
  expect(structure(readingOf(lines, overrides), row, 0)).toBe(STRUCTURE_NAMES.length)
  const entries = STRUCTURE_NAMES.map((name, at) => [name, row[at] ?? 0] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== 0))
}

/** Lengths are given as log(1 + units). */
const units = (count: number) => Math.log1p(count)

test('turns, lengths, questions and figures of a short chat', () => {
  const found = structureOf([
    ['customer', '几天到?'], // 4 units
    ['agent', '3天', { agentId: 'a-1' }], // 2
    ['customer', '好吗??'], // 4
    ['agent', '您的地址是哪里呢请问?', { agentId: 'a-2' }], // 11
    ['customer', '算了'], // 2
  ])
  expect(found).toEqual({
    'agent turns': units(2),
    'customer turns': units(3),
    'customer share of turns': 3 / 5,
    'mean reply length': units(13 / 2),
    'shortest reply': units(2),
    'longest reply': units(11),
    'first reply length': units(2),
    'last reply length': units(11),
    // The first; the second is longer than eight units.
    'short replies to questions': 1,
    'customer turn length': units(10 / 3),
    'agent questions a turn': 1 / 2,
    'customer questions a turn': 3 / 3,
    'agent figures a turn': 1 / 2,
    'customer turns unanswered at the end': 1,
    agents: 2,
  })
})

test('a reply of eight units to a question is short, one of nine is not, and without a question none is', () => {
  const short = (asked: string, answer: string) =>
    structureOf([
      ['customer', asked],
      ['agent', answer],
    ])['short replies to questions']
  expect([
    short('到哪了?', '一二三四五六七八'),
    short('到哪了?', '一二三四五六七八九'),
    short('到了', '好'),
  ]).toEqual([1, undefined, undefined])
})

test('events are counted, whoever they belong to', () => {
  const found = structureOf([
    ['agent', '转给专员'],
    ['system', '', { event: 'transfer' }],
    ['system', '', { event: 'transfer' }],
    ['system', '', { event: 'refund_done' }],
    ['system', '', { event: 'ticket_created' }],
    ['system', '', { event: 'hang_up_agent' }],
    ['system', '', { event: 'customer_left' }],
    ['system', '', { event: 'hang_up_customer' }],
    ['system', '', { event: 'queue_notice' }],
  ])
  expect(found).toMatchObject({
    transfers: 2,
    'tickets and refunds': 2,
    'agent hangs up': 1,
    'customer leaves': 2,
    'agent speaks last': 1,
  })
})

test.each<[string, object, string[]]>([
  ['a call', { channel: 'phone' }, ['phone']],
  ['a letter in English', { channel: 'email', language: 'en' }, ['email', 'English']],
  ['a chat before the sale', { stage: 'presales' }, ['presales']],
])('%s is told', (_, overrides, names) => {
  const plain = Object.keys(structureOf([['agent', '好']]))
  const found = structureOf([['agent', '好']], overrides)
  expect(Object.keys(found).filter((name) => !plain.includes(name))).toEqual(names)
  expect(names.map((name) => found[name])).toEqual(names.map(() => 1))
})

test('without an agent every turn is unanswered, and nothing is infinite', () => {
  const found = structureOf([
    ['customer', '在'],
    ['customer', '喂'],
  ])
  expect(found).toEqual({
    'customer turns': units(2),
    'customer share of turns': 1,
    'customer turn length': units(1),
    'customer turns unanswered at the end': 2,
  })
})
