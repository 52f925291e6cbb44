import { expect, test } from 'vitest'
import { seededRandom } from '../domain/seeded-random.ts'
import { bootstrapInterval, bootstrapIntervals } from './bootstrap-interval.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { codePairs, drawnTable, type LabelPair } from './contingency-table.ts'
import { gwetAc } from './gwet-ac.ts'
import { percentAgreement } from './percent-agreement.ts'
import { unitsOfTable } from './rated-units.ts'

const Z = 1.959964

/** As many pairs of each kind as the table says. */
function pairsOf(table: Record<'pp' | 'pf' | 'fp' | 'ff', number>): LabelPair[] {
  return Object.entries(table).flatMap(([pair, count]) =>
    Array.from({ length: count }, (): LabelPair => [pair.charAt(0), pair.charAt(1)]),
  )
}

test('of 400 samples, as many intervals as promised hold the true agreement', () => {
  const [truth, samples, size] = [0.7, 400, 100]
  const random = seededRandom(2024)
  let held = 0
  for (let sample = 0; sample < samples; sample += 1) {
    const agreed = Uint8Array.from({ length: size }, () => (random() < truth ? 1 : 0))
    const share = (drawn: Uint32Array) => {
      let count = 0
      for (const at of drawn) count += agreed[at] ?? 0
      return count / size
    }
    const [low, high] = bootstrapInterval(size, share, { seed: sample, replicates: 1000 }).interval ?? [1, 0]
    if (low <= truth && truth <= high) held += 1
  }
  // Three standard errors of a share of 400: 3·√(.95·.05/400) = .033
  expect(Math.abs(held / samples - 0.95)).toBeLessThan(0.033)
})

test('for 2,000 pairs the bounds are nearly Wilson’s', () => {
  const pairs = pairsOf({ pp: 1300, pf: 200, fp: 200, ff: 300 })
  const coded = codePairs(pairs, ['p', 'f'])
  const { interval } = bootstrapInterval(2000, (drawn) => cohenKappa(drawnTable(coded, drawn)).po, {
    seed: 11,
  })
  const wilson = percentAgreement(pairs).interval
  // SE √(.8·.2/2000) = .0089. A 2.5 % point of 2,000 draws is off by .06 SE; four of those are .0021.
  // Wilson's centre lies z²/2n·(1 − 2·.8) = .0006 lower, and a step is .0005.
  expect(Math.abs((interval?.[0] ?? 0) - (wilson?.[0] ?? 1))).toBeLessThan(0.0032)
  expect(Math.abs((interval?.[1] ?? 0) - (wilson?.[1] ?? 1))).toBeLessThan(0.0032)
})

test('for 800 pairs the intervals of κ and AC1 are as wide as their standard errors say', () => {
  const coded = codePairs(pairsOf({ pp: 520, pf: 60, fp: 40, ff: 180 }), ['p', 'f'])
  const all = drawnTable(coded, Uint32Array.from(coded.cells.keys()))
  const bootstrap = bootstrapIntervals(
    800,
    (drawn) => {
      const table = drawnTable(coded, drawn)
      return { kappa: cohenKappa(table).kappa, ac1: gwetAc(unitsOfTable(table), 2).ac }
    },
    { seed: 4 },
  )
  for (const [{ interval }, se] of [
    [bootstrap.kappa, cohenKappa(all).se],
    [bootstrap.ac1, gwetAc(unitsOfTable(all), 2).se],
  ] as const) {
    const width = (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
    // Each bound is off by .06 SE, the width by .085 of 3.92 SE, which is 2 %: four of those.
    expect(Math.abs(width / (2 * Z * (se ?? 0)) - 1)).toBeLessThan(0.087)
  }
})
