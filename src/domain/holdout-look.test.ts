import { expect, test } from 'vitest'
import { HoldoutLook, LOOKS_PER_QUARTER, linkOf, lookBudget, quarterOf } from './holdout-look.ts'

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

test('a look without a name, a reason or a time is none', () => {
  const right = look(MAY, { tone: 'a' })
  expect(HoldoutLook.safeParse(right).success).toBe(true)
  for (const wrong of [{ by: '' }, { why: '' }, { overrideReason: '' }, { at: 'May' }, { also: 1 }])
    expect(HoldoutLook.safeParse({ ...right, ...wrong }).success).toBe(false)
})
