import { expect, test, vi } from 'vitest'
import { HoldoutLook, LOOKS_PER_QUARTER, linkOf, lookBudget, lookHash, quarterOf } from './holdout-look.ts'

function look(at: string, subjects: Record<string, string>): HoldoutLook {
  return { at, by: 'Li', why: 'why', verb: 'eval run', subjects, overrideReason: null, previous: '' }
}

const MAY = '2026-05-10T08:00:00Z'

test('a quarter is three months in UTC', () => {
  expect(quarterOf('2026-01-01T00:00:00Z')).toBe('2026-Q1')
  expect(quarterOf('2026-03-31T23:59:59.999Z')).toBe('2026-Q1')
  expect(quarterOf('2026-04-01T00:00:00Z')).toBe('2026-Q2')
  expect(quarterOf('2026-12-31T23:59:59Z')).toBe('2026-Q4')
  expect(LOOKS_PER_QUARTER).toBe(3)
})

// Where it is half a day later and half a day earlier, and in UTC.
test.each([
  ['Pacific/Kiritimati', -14],
  ['Pacific/Pago_Pago', 11],
  ['UTC', 0],
])('wherever it is asked, a quarter is that of UTC: %s', (zone, hoursBehind) => {
  vi.stubEnv('TZ', zone)
  try {
    expect(new Date('2026-03-31T12:00:00Z').getTimezoneOffset()).toBe(60 * hoursBehind)
    // On the Line Islands it is April already, and January of 2027.
    expect(quarterOf('2026-03-31T12:00:00Z')).toBe('2026-Q1')
    expect(quarterOf('2026-12-31T12:00:00Z')).toBe('2026-Q4')
    // On Samoa it is March still, and December of 2025.
    expect(quarterOf('2026-04-01T09:00:00Z')).toBe('2026-Q2')
    expect(quarterOf('2026-01-01T09:00:00Z')).toBe('2026-Q1')
    // The same moment, written as the clock says it there.
    expect(quarterOf('2026-04-01T02:00:00+14:00')).toBe('2026-Q1')
  } finally {
    vi.unstubAllEnvs()
  }
})

test('each other judge or wording that was looked at in the quarter counts once, for each criterion by itself', () => {
  const looks = [
    look(MAY, { tone: 'a', care: 'a' }),
    look(MAY, { tone: 'b' }),
    look(MAY, { tone: 'b', care: 'a' }),
    look('2026-06-30T23:00:00Z', { tone: 'c' }),
  ]
  expect(lookBudget(looks, { at: MAY, subjects: { tone: 'new', care: 'new', owns: 'new' } })).toEqual([
    { criterion: 'tone', taken: 3, isKnown: false },
    { criterion: 'care', taken: 1, isKnown: false },
    { criterion: 'owns', taken: 0, isKnown: false },
  ])
})

test('the same again is known in its quarter and new in the next, where the others are forgotten', () => {
  const looks = [look(MAY, { tone: 'a' }), look(MAY, { tone: 'b' })]
  const again = (at: string) => lookBudget(looks, { at, subjects: { tone: 'a' } })
  expect(again(MAY)).toEqual([{ criterion: 'tone', taken: 1, isKnown: true }])
  expect(again('2026-07-01T00:00:00Z')).toEqual([{ criterion: 'tone', taken: 0, isKnown: false }])
})

test('a criterion that is named like what every object has is looked at by nobody', () => {
  expect(lookBudget([look(MAY, { tone: 'a' })], { at: MAY, subjects: { constructor: 'a' } })).toEqual([
    { criterion: 'constructor', taken: 0, isKnown: false },
  ])
})

test('the link to a line changes with every character of it', () => {
  const line = JSON.stringify(look(MAY, { tone: 'a' }))
  expect(linkOf(line)).toMatch(/^[0-9a-f]{16}$/)
  expect(linkOf(line.replace('Li', 'li'))).not.toBe(linkOf(line))
})

test('the hash of a look changes with all it says, and not with the line before it', () => {
  const said = { ...look(MAY, { tone: 'a' }), run: 'r_1', part: 'holdout' as const }
  const hash = lookHash(said)
  expect(lookHash({ ...said, previous: 'other' })).toBe(hash)
  const { at, ...turned } = said
  expect(lookHash({ ...turned, at })).toBe(hash)
  const changes = [{ by: 'Wu' }, { why: '' }, { run: 'r_2' }, { part: 'open' as const }, { subjects: {} }]
  expect(new Set([hash, ...changes.map((change) => lookHash({ ...said, ...change }))]).size).toBe(6)
})

test('a line from before looks named their runs is a look still', () => {
  expect(HoldoutLook.safeParse(look(MAY, { tone: 'a' })).success).toBe(true)
  for (const wrong of [{ run: '' }, { part: 'tune' }])
    expect(HoldoutLook.safeParse({ ...look(MAY, {}), ...wrong }).success).toBe(false)
})

test('a look without a name, a reason or a time is none', () => {
  const right = look(MAY, { tone: 'a' })
  expect(HoldoutLook.safeParse(right).success).toBe(true)
  for (const wrong of [{ by: '' }, { why: '' }, { overrideReason: '' }, { at: 'May' }, { also: 1 }])
    expect(HoldoutLook.safeParse({ ...right, ...wrong }).success).toBe(false)
})
