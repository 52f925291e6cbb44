import { expect, test } from 'vitest'
import { bootstrapIntervals } from './bootstrap-interval.ts'
import { cohenKappa } from './cohen-kappa.ts'
import type { ContingencyTable } from './contingency-table.ts'
import { type Labels, prepareRaterCeiling, raterCeiling } from './rater-ceiling.ts'

const scale = ['p', 'f']
const agreement = (table: ContingencyTable) => cohenKappa(table).po
/** One letter per conversation; a dash is no label. */
const labels = (letters: string): Labels => [...letters].map((letter) => (letter === '-' ? null : letter))
const raters = (...all: string[]) =>
  all.map((letters, at) => ({ rater: `r${at + 1}`, labels: labels(letters) }))

test('a rater and the judge are scored against the same others; where those tie, each side is half right', () => {
  const ceiling = raterCeiling({
    raters: raters('ppf', 'ppf', 'pff'),
    judge: labels('pfp'),
    scale,
    score: agreement,
  })
  expect(ceiling.perRater).toEqual([
    // Others pp, pf, ff: the rater has 1 + ½ + 1, the judge 1 + ½ + 0
    { rater: 'r1', n: 3, human: 2.5 / 3, judge: 1.5 / 3 },
    { rater: 'r2', n: 3, human: 2.5 / 3, judge: 1.5 / 3 },
    // Others pp, pp, ff: 1 + 0 + 1 and 1 + 0 + 0
    { rater: 'r3', n: 3, human: 2 / 3, judge: 1 / 3 },
  ])
  // (2.5 + 2.5 + 2)/9 and (1.5 + 1.5 + 1)/9
  expect(ceiling.human).toBeCloseTo(7 / 9, 12)
  expect(ceiling.judge).toBeCloseTo(4 / 9, 12)
  expect(ceiling.ratio).toBeCloseTo(4 / 7, 12)
})

test('of three others, two outvote the third', () => {
  const { perRater } = raterCeiling({
    raters: raters('pp', 'pp', 'pf', 'ff'),
    judge: labels('pf'),
    scale,
    score: agreement,
  })
  // r1: others ppf → p, and pff → f: the rater has 1 + 0, the judge 1 + 1
  expect(perRater[0]).toEqual({ rater: 'r1', n: 2, human: 0.5, judge: 1 })
  // r4: others ppp → p, and ppf → p: 0 + 0 and 1 + 0
  expect(perRater[3]).toEqual({ rater: 'r4', n: 2, human: 0, judge: 0.5 })
})

test('held against each of three others, one of them agreeing is a third', () => {
  const { perRater } = raterCeiling({
    raters: raters('pp', 'pp', 'pf', 'ff'),
    judge: labels('pf'),
    scale,
    score: agreement,
    reference: 'each',
  })
  // r1: others ppf and pff: the rater has ⅔ + ⅓, the judge ⅔ + ⅔
  expect(perRater[0]).toMatchObject({ human: expect.closeTo(1 / 2, 12), judge: expect.closeTo(2 / 3, 12) })
})

test('κ is the score unless another is given', () => {
  const { perRater } = raterCeiling({
    raters: raters('ppppffff', 'pppfffff'),
    judge: labels('ppppffff'),
    scale,
  })
  // 7 of 8 agree, (4·3 + 4·5)/64 = ½ by chance → ¾
  expect(perRater[0]).toEqual({ rater: 'r1', n: 8, human: 0.75, judge: 0.75 })
})

test('a conversation counts where rater, judge and another rater said something; raters weigh by how many', () => {
  const ceiling = raterCeiling({
    raters: raters('pfp-f', 'pff--', '---ff'),
    judge: labels('pfpf-'),
    scale,
    score: agreement,
  })
  // r3 has conversations 4 and 5: on 4 nobody else, on 5 no judge
  expect(ceiling.perRater.map(({ n }) => n)).toEqual([3, 3, 0])
  expect(ceiling.leftOut).toEqual(['r3'])
  // r1 2/3 of 3, r2 2/3 of 3; the judge says what r1 says: 2/3 and 3/3
  expect(ceiling.human).toBeCloseTo(2 / 3, 12)
  expect(ceiling.judge).toBeCloseTo(5 / 6, 12)
})

test('where nobody has a score there is no ceiling', () => {
  const ceiling = raterCeiling({ raters: raters('ppp', 'ppp'), judge: labels('ppp'), scale })
  expect(ceiling).toMatchObject({ human: null, judge: null, ratio: null, leftOut: ['r1', 'r2'] })
  const alone = raterCeiling({ raters: raters('ppf'), judge: labels('ppf'), scale })
  expect(alone.perRater).toEqual([{ rater: 'r1', n: 0, human: null, judge: null }])
})

test('people who agree no better than chance make no ceiling to be a share of', () => {
  // 2 of 4 agree, ½ by chance → κ = 0
  const { human, ratio } = raterCeiling({ raters: raters('ppff', 'pfpf'), judge: labels('ppff'), scale })
  expect([human, ratio]).toEqual([0, null])
})

test('prepared once, it can be asked of any sample, so that a bootstrap can', () => {
  const input = { raters: raters('ppfpffpf', 'ppfpfppf', 'pffpffpp'), judge: labels('ppfpffpp'), scale }
  const ceilingOf = prepareRaterCeiling(input)
  expect(ceilingOf(Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7))).toEqual(raterCeiling(input))
  const first = (letters: Labels) => letters.slice(0, 3)
  const three = { ...input, raters: input.raters.map((one) => ({ ...one, labels: first(one.labels) })) }
  expect(ceilingOf(Uint32Array.of(0, 1, 2))).toEqual(raterCeiling({ ...three, judge: first(input.judge) }))
  const { human, judge } = bootstrapIntervals(
    8,
    (drawn) => {
      const ceiling = ceilingOf(drawn)
      return { human: ceiling.human, judge: ceiling.judge }
    },
    { seed: 1, replicates: 200 },
  )
  expect([human.reason, judge.reason]).toEqual([null, null])
})
