import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareJudges } from './compare-judges.ts'
import { times } from './testing/eval-case.ts'
import { type Case, pairedItems } from './testing/paired-items.ts'

const OPEN = { heldOut: false, replicates: 50 }

/** Of 100 conversations, so many that B mends and breaks; half of what both get right are fails. */
function moved(fixed: number, broken: number): Case[] {
  const still = 100 - fixed - broken
  return [
    ...times<Case>(fixed, ['f', 'p', 'f']),
    ...times<Case>(broken, ['f', 'f', 'p']),
    ...times<Case>(still / 2, ['p', 'p', 'p']),
    ...times<Case>(still / 2, ['f', 'f', 'f']),
  ]
}

test('p is adjusted over the criteria after Holm, and each finding rests on the adjusted one', () => {
  // 6 against 0: mid-p 2·½⁶ − ½⁶ = 1/64. 4 against 0: 1/16. 0 against 0: 1.
  const one = compareJudges([pairedItems('tone', moved(6, 0))], OPEN)
  expect(one.criteria[0]).toMatchObject({ midP: 1 / 64, adjustedP: 1 / 64, finding: 'better' })
  const { criteria, alpha } = compareJudges(
    [
      pairedItems('tone', moved(6, 0)),
      pairedItems('care', moved(0, 4)),
      pairedItems('owns', moved(0, 0)),
      pairedItems('unlabelled', times<Case>(40, ['-', 'p', 'f'])),
    ],
    OPEN,
  )
  expect(alpha).toBe(0.05)
  // Three tests: 3/64 and 2/16; what nobody labelled is no test.
  expect(criteria.map(({ adjustedP }) => adjustedP)).toEqual([3 / 64, 2 / 16, 1, null])
  expect(criteria.map(({ finding }) => finding)).toEqual([
    'better',
    'not_enough',
    'no_difference',
    'not_enough',
  ])
})

test('a look at a holdout may err a third as often', () => {
  // 1/64 = .0156 ≤ .05/3 = .0167; with 5 against 0 1/32 = .0313 is not.
  const held = { ...OPEN, heldOut: true }
  const six = compareJudges([pairedItems('tone', moved(6, 0))], held)
  expect(six.alpha).toBeCloseTo(0.05 / 3, 15)
  expect(six.criteria[0]?.finding).toBe('better')
  expect(compareJudges([pairedItems('tone', moved(5, 0))], held).criteria[0]?.finding).not.toBe('better')
  expect(compareJudges([pairedItems('tone', moved(5, 0))], OPEN).criteria[0]?.finding).toBe('better')
})

test('without criteria there is nothing found, and no error', () => {
  expect(compareJudges([], { heldOut: false })).toEqual({
    alpha: 0.05,
    difference: 0.05,
    bootstrap: { seed: 1, replicates: 2000 },
    criteria: [],
  })
})

const letter = fc.constantFrom('p', 'f', 'n', 'u')
const cases = fc.array(fc.tuple(fc.constantFrom('p', 'f', 'n', 'pf', '-'), letter, letter), {
  minLength: 1,
  maxLength: 60,
})
const onesided = fc
  .tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), cases)
  .map(([fixed, broken, rest]): Case[] => [
    ...times<Case>(fixed, ['f', 'p', 'f']),
    ...times<Case>(broken, ['p', 'p', 'f']),
    ...rest,
  ])

test('swapping the judges swaps better and worse, fixed and broken, and the signs', () => {
  const swapped = {
    better: 'worse',
    worse: 'better',
    no_difference: 'no_difference',
    not_enough: 'not_enough',
  }
  fc.assert(
    fc.property(onesided, fc.boolean(), (all, heldOut) => {
      const paired = pairedItems('tone', all)
      const back = { ...paired, a: paired.b, b: paired.a }
      const [one] = compareJudges([paired], { ...OPEN, heldOut }).criteria
      const [other] = compareJudges([back], { ...OPEN, heldOut }).criteria
      if (one === undefined || other === undefined) throw new Error('not compared')
      expect(other.finding).toBe(swapped[one.finding])
      expect([other.fixed, other.broken, other.bothWrong]).toEqual([one.broken, one.fixed, one.bothWrong])
      expect([other.right, other.unscored]).toEqual([
        { a: one.right.b, b: one.right.a },
        { a: one.unscored.b, b: one.unscored.a },
      ])
      expect([other.midP, other.labelsNeeded, other.eValue]).toEqual([one.midP, one.labelsNeeded, one.eValue])
      expect((other.difference?.difference ?? 0) + (one.difference?.difference ?? 0)).toBeCloseTo(0, 12)
      expect((other.kappaDifference.value ?? 0) + (one.kappaDifference.value ?? 0)).toBeCloseTo(0, 12)
    }),
    { numRuns: 100, seed: 20261127 },
  )
})

test('the order of conversations changes nothing', () => {
  fc.assert(
    fc.property(onesided, fc.infiniteStream(fc.nat()), (all, places) => {
      const order = all.map((one, at) => ({ one, id: `c${at}`, place: places.next().value ?? 0 }))
      const shuffled = order.toSorted((a, b) => a.place - b.place)
      const straight = pairedItems('tone', all)
      const mixed = pairedItems(
        'tone',
        shuffled.map(({ one }) => one),
        shuffled.map(({ id }) => id),
      )
      expect(compareJudges([mixed], OPEN)).toEqual(compareJudges([straight], OPEN))
    }),
    { numRuns: 60, seed: 20261127 },
  )
})

test('a judge against itself is never better or worse', () => {
  fc.assert(
    fc.property(cases, (all) => {
      const { a, ...about } = pairedItems('tone', all)
      const [one] = compareJudges([{ ...about, a, b: a }], OPEN).criteria
      expect([one?.fixed, one?.broken]).toEqual([0, 0])
      expect(['no_difference', 'not_enough']).toContain(one?.finding)
    }),
    { numRuns: 60, seed: 20261127 },
  )
})
