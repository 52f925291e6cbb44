import { expect, test } from 'vitest'
import type { Transcript, Turn } from '../domain/transcript.ts'
import { readReply, type Wrong } from './read-reply.ts'
import { readingPlaces } from './reading-places.ts'

const turns: Turn[] = [
  { id: 1, role: 'customer', text: '等了三天还没到，急死了' },
  { id: 2, role: 'agent', text: '让您白等三天，真的抱歉' },
  { id: 3, role: 'agent', text: '这是快递的问题，您找快递' },
]
const transcript: Transcript = { id: 't', channel: 'chat', language: 'zh-CN', turns }
const shown = {
  transcript,
  toOriginal: (_turn: number, start: number, end: number) => ({ start, end }),
  restore: (text: string) => text,
}
const places = readingPlaces(transcript, shown)
const asked = {
  criteria: new Map<string, readonly number[] | null>([
    ['blame', null],
    ['care', [0, 1, 2]],
  ]),
  acts: new Map([
    ['upset', 'customer'],
    ['empathy', 'agent'],
  ] as const),
}
const place = { turn: 3, speaker: 'agent', quote: '您找快递' }
const blame = { id: 'blame', evidence: [place], reasoning: '推给快递', verdict: 'fail', confidence: 0.9 }
const care = { ...blame, id: 'care', evidence: [], verdict: 'pass', level: 1 }
const acts = [
  { act: 'upset', turn: 1, speaker: 'customer', quote: '急死了' },
  { act: 'empathy', turn: 2, speaker: 'agent', quote: '让您白等三天' },
]

function read(reply: unknown) {
  return readReply(typeof reply === 'string' ? reply : JSON.stringify(reply), asked, places)
}

function wrongWith(criterion: object): Wrong[] {
  return read({ acts, criteria: [{ ...blame, ...criterion }, care] }).wrong
}

test('a good reply gives acts and answers with their places in the conversation', () => {
  const { said, acts: marked, wrong } = read({ acts, criteria: [blame, care] })
  expect(wrong).toEqual([])
  expect(marked.map(({ act, evidence }) => [act, evidence.turn, evidence.quote])).toEqual([
    ['upset', 1, '急死了'],
    ['empathy', 2, '让您白等三天'],
  ])
  expect(said.get('blame')).toMatchObject({
    verdict: 'fail',
    level: null,
    confidence: 0.9,
    evidence: [{ turn: 3, start: 8, end: 12, quote: '您找快递' }],
  })
  // The second of three levels.
  expect(said.get('care')).toMatchObject({ verdict: 'pass', level: 1 })
})

test('a place is asked again when its turn, its speaker or its words are wrong', () => {
  expect(wrongWith({ evidence: [{ ...place, turn: 9 }] })).toMatchObject([
    { criterion: 'blame', problem: 'no_such_turn', turn: 9, turns: 3 },
  ])
  expect(wrongWith({ evidence: [{ ...place, turn: 2 }] })).toMatchObject([
    { problem: 'in_other_turn', turn: 2, other: 3 },
  ])
  expect(wrongWith({ evidence: [{ ...place, speaker: 'customer' }] })).toMatchObject([
    { problem: 'wrong_speaker', turn: 3, speaker: 'agent' },
  ])
  expect(wrongWith({ evidence: [{ ...place, quote: '不归我管' }] })).toMatchObject([
    { problem: 'not_in_turn', turn: 3, quote: '不归我管' },
  ])
})

test('a fail needs a place; for something missing that is the turn after which it was due', () => {
  expect(wrongWith({ evidence: [] })).toMatchObject([{ criterion: 'blame', problem: 'no_evidence' }])
  const { said } = read({
    acts,
    criteria: [{ ...blame, evidence: [{ turn: 3, speaker: 'agent', quote: '' }] }, care],
  })
  expect(said.get('blame')?.evidence).toEqual([{ turn: 3, start: null, end: null, quote: null }])
})

test('a criterion that is left out, said twice in two ways, or given another verdict is asked again', () => {
  expect(read({ acts, criteria: [care] }).wrong).toMatchObject([{ criterion: 'blame', problem: 'missing' }])
  const twice = read({ acts, criteria: [blame, { ...blame, verdict: 'pass' }, care] })
  expect(twice.wrong).toMatchObject([{ criterion: 'blame', problem: 'unreadable' }])
  expect(twice.said.has('blame')).toBe(false)
  expect(wrongWith({ verdict: 'maybe' })).toMatchObject([{ problem: 'unreadable' }])
})

test('a level that the criterion does not have is no answer', () => {
  for (const level of [5, null, undefined])
    expect(read({ acts, criteria: [blame, { ...care, level }] }).wrong).toMatchObject([
      { criterion: 'care', problem: 'unreadable' },
    ])
})

test('a level that contradicts the verdict is no answer', () => {
  for (const [verdict, level] of [
    ['pass', 0],
    ['fail', 2],
  ])
    expect(
      read({ acts, criteria: [blame, { ...care, evidence: [place], verdict, level }] }).wrong,
    ).toMatchObject([{ criterion: 'care', problem: 'unreadable' }])
})

test('criteria and acts that were not asked are left out', () => {
  const {
    said,
    acts: marked,
    wrong,
  } = read({
    acts: [...acts, { ...acts[0], act: 'refusal' }],
    criteria: [blame, care, { ...blame, id: 'bonus' }],
  })
  expect(wrong).toEqual([])
  expect([...said.keys()]).toEqual(['blame', 'care'])
  expect(marked).toHaveLength(2)
})

test('an act needs words of the side that performs it', () => {
  const wrong = (act: object) => read({ acts: [{ ...acts[0], ...act }], criteria: [blame, care] }).wrong
  expect(wrong({ turn: 2, speaker: 'agent', quote: '抱歉' })).toMatchObject([
    { act: 'upset', problem: 'wrong_actor', by: 'customer' },
  ])
  expect(wrong({ quote: '' })).toMatchObject([{ act: 'upset', problem: 'no_evidence' }])
  expect(wrong({ quote: '好急' })).toMatchObject([{ act: 'upset', problem: 'not_in_turn' }])
})

test('a reply that is no JSON, or JSON of another shape, leaves everything to be asked again', () => {
  for (const reply of ['', '{"acts": [', 'I cannot help with that', '[]', { criteria: 7 }]) {
    const { said, wrong } = read(reply)
    expect(said.size).toBe(0)
    expect(wrong.map(({ criterion, act }) => criterion ?? act).sort()).toEqual([
      'blame',
      'care',
      'empathy',
      'upset',
    ])
  }
})

test('a confidence that is no share of one is unknown', () => {
  for (const confidence of [95, -1, 'high', null])
    expect(
      read({ acts, criteria: [{ ...blame, confidence }, care] }).said.get('blame')?.confidence,
    ).toBeNull()
})
