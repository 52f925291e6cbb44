import { expect, test } from 'vitest'
import { seededRandom } from '../domain/seeded-random.ts'
import { bootstrapIntervals } from './bootstrap-interval.ts'
import { bootstrapTables } from './bootstrap-tables.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type ContingencyTable, codePairs, drawnTable, type LabelPair } from './contingency-table.ts'

const SCALE = ['pass', 'fail', 'na']

function madeUp(seed: number): LabelPair[] {
  const random = seededRandom(seed)
  const label = () => SCALE[Math.floor(random() * 4)] ?? null
  return Array.from({ length: 60 }, () => {
    const first = label()
    return [first, random() < 0.6 ? first : label()]
  })
}

const both = (first: ContingencyTable | undefined, second: ContingencyTable | undefined) => {
  const kappas = [first, second].map((table) => cohenKappa(table ?? []).kappa ?? 0)
  return { first: kappas[0] ?? 0, mean: ((kappas[0] ?? 0) + (kappas[1] ?? 0)) / 2 }
}

test('its intervals are those of counting each draw anew', () => {
  const criteria = [codePairs(madeUp(1), SCALE), codePairs(madeUp(2), SCALE)] as const
  const options = { seed: 5, replicates: 300 }
  const slow = bootstrapIntervals(
    60,
    (drawn) => both(drawnTable(criteria[0], drawn), drawnTable(criteria[1], drawn)),
    options,
  )
  expect(bootstrapTables(criteria, ([first, second]) => both(first, second), options)).toEqual(slow)
})

test('pairs count for their weights', () => {
  const weights = Array.from({ length: 60 }, (_, at) => 1 + (at % 3))
  const weighted = codePairs(madeUp(3), SCALE, weights)
  const options = { seed: 6, replicates: 200 }
  const kappaOf = (table: ContingencyTable | undefined) => ({ only: cohenKappa(table ?? []).kappa })
  expect(bootstrapTables([weighted], ([table]) => kappaOf(table), options)).toEqual(
    bootstrapIntervals(60, (drawn) => kappaOf(drawnTable(weighted, drawn)), options),
  )
})

test('criteria of other conversations cannot be drawn together', () => {
  const criteria = [codePairs(madeUp(1), SCALE), codePairs(madeUp(2).slice(1), SCALE)]
  expect(() => bootstrapTables(criteria, () => ({}), { seed: 1 })).toThrow(
    'criteria of 60 and of 59 conversations in one draw',
  )
})

test('no criteria give no intervals', () => {
  expect(bootstrapTables([], () => ({}), { seed: 1 })).toEqual({})
})
