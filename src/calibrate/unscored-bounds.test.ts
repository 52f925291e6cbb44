import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type LabelPair, tableOf } from './contingency-table.ts'
import { evaluatedItems } from './evaluate-items.ts'
import { measuredPart } from './measured-part.ts'
import { evalCase } from './testing/eval-case.ts'
import { unscoredBounds } from './unscored-bounds.ts'

type Pair = readonly [rater: string, judge: string]

function boundsOf(pairs: readonly Pair[]) {
  const { set, findings } = evalCase(
    pairs.map(([rater, judge]) => ({ raters: { a: rater }, judge: { a: judge } })),
  )
  const { items } = evaluatedItems(set, measuredPart(set.conversations), findings, 'a')
  return unscoredBounds(items)
}

const WORDS: Record<string, string> = { p: 'pass', f: 'fail', n: 'not_applicable' }
const kappaOf = (pairs: readonly Pair[]) => {
  const words = pairs.map(([rater, judge]): LabelPair => [WORDS[rater] ?? null, WORDS[judge] ?? null])
  return cohenKappa(tableOf(words, LABEL_VERDICTS)).kappa
}

/** κ of every way of giving the unscored ones a wrong verdict. */
function everyWrong(pairs: readonly Pair[]): (number | null)[] {
  const at = pairs.findIndex(([, judge]) => judge === 'u')
  const [rater] = pairs[at] ?? []
  if (rater === undefined) return [kappaOf(pairs)]
  return ['p', 'f', 'n']
    .filter((verdict) => verdict !== rater)
    .flatMap((verdict) => everyWrong(pairs.with(at, [rater, verdict])))
}

test('what is unscored counts as wrong, and as right', () => {
  // 3 of 4 agree; with the fifth wrong 3 of 5, with it right 4 of 5.
  const pairs: Pair[] = [
    ['p', 'p'],
    ['p', 'p'],
    ['f', 'f'],
    ['f', 'p'],
    ['p', 'u'],
  ]
  const { agreement, kappa } = boundsOf(pairs)
  expect(agreement).toEqual([0.6, 0.8])
  // Wrong as a fail: chance 3/5 · 3/5 + 2/5 · 2/5 = .52. Right: 3/5 · 4/5 + 2/5 · 1/5 = .56.
  expect(kappa[0]).toBeCloseTo((0.6 - 0.52) / 0.48, 12)
  expect(kappa[1]).toBeCloseTo((0.8 - 0.56) / 0.44, 12)
})

test('no way of being wrong on all of them gives a lower κ', () => {
  const letter = fc.constantFrom('p', 'f', 'n')
  const pair = fc.tuple(letter, fc.constantFrom('p', 'f', 'n'))
  const missing = fc.tuple(letter, fc.constant('u'))
  const some = fc.tuple(
    fc.array(pair, { minLength: 2, maxLength: 12 }),
    fc.array(missing, { minLength: 1, maxLength: 5 }),
  )
  fc.assert(
    fc.property(some, ([scored, unscored]) => {
      const pairs = [...scored, ...unscored]
      const all = everyWrong(pairs).filter((kappa) => kappa !== null)
      const { kappa } = boundsOf(pairs)
      if (kappa[0] !== null) expect(kappa[0]).toBeCloseTo(Math.min(...all), 10)
    }),
    { numRuns: 50 },
  )
})

test('with nothing unscored both bounds are the figure itself, and of nothing there are none', () => {
  const { agreement, kappa } = boundsOf([
    ['p', 'p'],
    ['f', 'f'],
    ['f', 'p'],
  ])
  expect(agreement[0]).toBe(agreement[1])
  expect(kappa[0]).toBe(kappa[1])
  expect(boundsOf([])).toEqual({ agreement: [null, null], kappa: [null, null] })
})
