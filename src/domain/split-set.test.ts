import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LabelledConversation, Side } from './eval-set.ts'
import { splitSet } from './split-set.ts'
import { labelledOf } from './testing/labelled-of.ts'

/** Words of no other conversation: 一 is U+4E00, and each number has a row of twenty characters of its own. */
function own(number: number): string {
  return Array.from({ length: 20 }, (_, at) => String.fromCharCode(0x4e00 + 20 * number + at)).join('')
}

function different(count: number): LabelledConversation[] {
  return Array.from({ length: count }, (_, at) =>
    labelledOf(`c${at}`, { says: [own(2 * at), own(2 * at + 1)] }),
  )
}

function sidesOf(conversations: LabelledConversation[], known?: ReadonlyMap<string, Side>) {
  const { sides } = splitSet({ conversations }, known)
  return (id: string) => sides.get(id)
}

test('half of the conversations go to each side', () => {
  const { sides, families, between } = splitSet({ conversations: different(101) })
  expect([families, between]).toEqual([101, []])
  const tune = [...sides.values()].filter((side) => side === 'tune').length
  // The odd one goes to the side that is dealt to first.
  expect([tune, sides.size - tune]).toEqual([51, 50])
})

test('the order of the conversations changes nothing', () => {
  const conversations = different(30)
  const { sides } = splitSet({ conversations })
  const turned = splitSet({ conversations: conversations.toReversed() })
  expect(Object.fromEntries(turned.sides)).toEqual(Object.fromEntries(sides))
})

test('a group stays on one side', () => {
  const conversations = different(40).map((one, at) => ({ ...one, group: `g${at % 4}` }))
  const side = sidesOf(conversations)
  for (const [at] of conversations.entries()) expect(side(`c${at}`)).toBe(side(`c${at % 4}`))
})

test('one customer’s conversations stay on one side', () => {
  const conversations = different(40).map((one, at) => ({
    ...one,
    transcript: { ...one.transcript, customer: { id: `k${at % 5}` } },
  }))
  const side = sidesOf(conversations)
  for (const [at] of conversations.entries()) expect(side(`c${at}`)).toBe(side(`c${at % 5}`))
})

test('customers who are named without an id are not one customer', () => {
  const conversations = different(20).map((one) => ({
    ...one,
    transcript: { ...one.transcript, customer: { name: '王女士' } },
  }))
  expect(splitSet({ conversations }).families).toBe(20)
})

test.each([2, 6, 40])('%i copies with other names and numbers stay on one side', (copies) => {
  const copied = Array.from({ length: copies }, (_, at) =>
    labelledOf(`copy${at}`, {
      says: [`我的订单${at}到了，${own(900)}`, `${own(901)}，${own(902)}，编号${at}`],
    }),
  )
  const { sides, families } = splitSet({ conversations: [...different(60), ...copied] })
  expect(families).toBe(61)
  expect(new Set(copied.map(({ transcript }) => sides.get(transcript.id))).size).toBe(1)
})

test('what every conversation of the house says makes none alike', () => {
  const script = '您好，很高兴为您服务，请问有什么可以帮您'
  const conversations = different(50).map((one, at) =>
    labelledOf(`c${at}`, { says: [one.transcript.turns[0]?.text ?? '', `${script}。${own(2 * at + 1)}`] }),
  )
  expect(splitSet({ conversations }).families).toBe(50)
})

test('conversations keep the side they have, and what comes later is dealt to even out', () => {
  const known = new Map<string, Side>([
    ['c0', 'holdout'],
    ['c1', 'holdout'],
    ['c2', 'tune'],
  ])
  const { sides } = splitSet({ conversations: different(5) }, known)
  for (const [id, side] of known) expect(sides.get(id)).toBe(side)
  // 2 of 3 in the holdout: of the two that come one makes it even, and the next opens at tune.
  expect([...sides.values()].filter((side) => side === 'tune')).toHaveLength(3)
})

test('a conversation goes where what it belongs with is already', () => {
  const conversations = different(3).map((one) => ({ ...one, group: 'g' }))
  const side = sidesOf(conversations, new Map([['c1', 'holdout']]))
  expect([side('c0'), side('c1'), side('c2')]).toEqual(['holdout', 'holdout', 'holdout'])
})

test('what belongs to both sides serves neither, and is told with what it belongs with', () => {
  const [a, b, c] = different(3).map((one, at) => ({
    ...one,
    group: at === 0 ? 'g' : one.group,
    transcript: { ...one.transcript, customer: { id: at === 1 ? 'k' : `k${at}` } },
  }))
  if (a === undefined || b === undefined || c === undefined) throw new Error('three were made')
  const bridge = { ...c, group: 'g', transcript: { ...c.transcript, customer: { id: 'k' } } }
  const known = new Map<string, Side>([
    ['c0', 'tune'],
    ['c1', 'holdout'],
  ])
  const { sides, between, torn } = splitSet({ conversations: [a, b, bridge] }, known)
  expect(Object.fromEntries(sides)).toEqual({ c0: 'tune', c1: 'holdout' })
  expect(between).toEqual([{ id: 'c2', tune: 'c0', holdout: 'c1' }])
  // c0 and c1 are joined by the new one alone: neither side has seen the other.
  expect(torn).toEqual([])
})

test('conversations that belong together and stand on both sides are told', () => {
  const conversations = different(2).map((one) => ({ ...one, group: 'g' }))
  const known = new Map<string, Side>([
    ['c0', 'tune'],
    ['c1', 'holdout'],
  ])
  expect(splitSet({ conversations }, known).torn).toEqual([{ tune: 'c0', holdout: 'c1' }])
})

test('an empty set has no sides', () => {
  expect(splitSet({ conversations: [] })).toMatchObject({ families: 0, between: [], torn: [] })
})

test('the sides differ by no more than the largest family, and no family is parted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }), (sizes) => {
      const groups = sizes.flatMap((size, group) => Array<string>(size).fill(`g${group}`))
      const conversations = different(groups.length).map((one, at) => ({
        ...one,
        group: groups[at] ?? '',
      }))
      const { sides, families } = splitSet({ conversations })
      const tune = [...sides.values()].filter((side) => side === 'tune').length
      const by = new Set(conversations.map(({ group, transcript }) => `${group} ${sides.get(transcript.id)}`))
      expect([families, by.size]).toEqual([sizes.length, sizes.length])
      expect(Math.abs(2 * tune - groups.length)).toBeLessThanOrEqual(Math.max(...sizes))
    }),
    { seed: 5, numRuns: 50 },
  )
})
