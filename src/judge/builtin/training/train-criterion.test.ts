import { expect, test } from 'vitest'
import type { LabelVerdict } from '../../../domain/eval-set.ts'
import { seededRandom } from '../../../domain/seeded-random.ts'
import { likeliest } from '../choose-verdict.ts'
import { verdictShares } from '../criterion-model.ts'
import { makeActLookUp } from '../features/order-of-acts.ts'
import type { CriterionModel } from '../model.ts'
import { actsOf } from '../testing/acts-of.ts'
import { labelledOf } from '../testing/labelled-of.ts'
import { foldsOf } from './folds.ts'
import { matrixOf, rowOf } from './matrix.ts'
import { type Ground, type Lesson, trainCriterion } from './train-criterion.ts'

const random = seededRandom(4)
const COUNT = 240

/** An agent who feels with an upset customer, or does not, and explains. What was felt is the first feature too. */
const talks = Array.from({ length: COUNT }, (_, at) => {
  const upset = random()
  const felt = random()
  const { reading, shares, heads } = actsOf([
    ['customer', { customer_upset: upset }],
    ['agent', { empathy: felt, explanation: 0 }],
    ['agent', { empathy: 0, explanation: 0.9 }],
  ])
  const labelled = labelledOf(`c-${at}`, [['agent', '好']])
  return { upset, felt, shares, heads, conversation: { labelled, reading } }
})
const [{ heads } = { heads: { customer: [], agent: [] } }] = talks
const ground: Ground = {
  conversations: talks.map(({ conversation }) => conversation),
  matrix: matrixOf(
    talks.map(({ upset, felt }) => Float64Array.of(6 * felt - 3, 6 * upset - 3, 6 * random() - 3)),
  ),
  shares: talks.map(({ shares }) => shares),
  folds: foldsOf(
    talks.map((_, at) => `c-${at}`),
    8,
  ),
  lookUp: makeActLookUp(heads),
}
const STEPS = { when: 'customer_upset', require: ['empathy', 'explanation'] }

const verdictsOf = (decide: (talk: (typeof talks)[number]) => LabelVerdict | null) => talks.map(decide)
const byFeeling = verdictsOf(({ felt }) => (felt > 0.5 ? 'pass' : 'fail'))
const byRule = verdictsOf(({ upset, felt }) =>
  upset < 0.5 ? 'not_applicable' : felt >= 0.5 ? 'pass' : 'fail',
)

function train(verdicts: Lesson['verdicts'], more: Partial<Lesson> = {}): CriterionModel {
  const lesson = { criterion: 'empathy', questions: ['q'], steps: null, prior: null, verdicts, ...more }
  const model = trainCriterion(ground, lesson)
  if (model === null) throw new Error('nothing was learnt')
  return model
}
const decide = ({ decider, verdicts, lean }: CriterionModel, row: number) =>
  verdicts[likeliest(verdictShares(decider, rowOf(ground.matrix, row)), verdicts, lean)]

test('a criterion is learnt with the verdicts that its labels have, and measured on folds it has not seen', () => {
  const model = train(byFeeling)
  expect(model).toMatchObject({
    criterion: 'empathy',
    questions: ['q'],
    able: true,
    verdicts: ['pass', 'fail'],
    steps: null,
  })
  expect(model.crossValidated.n).toBe(COUNT)
  expect(model.crossValidated.kappa).toBeGreaterThan(0.8)
  expect(model.crossValidated.majority).toBeCloseTo(
    Math.max(
      ...(['pass', 'fail'] as const).map((one) => byFeeling.filter((verdict) => verdict === one).length),
    ) / COUNT,
    12,
  )
})

test('labels by chance are not learnt: the judge is not able', () => {
  const coin = seededRandom(9)
  const model = train(talks.map(() => (coin() < 0.7 ? 'pass' : 'fail')))
  expect(model.able).toBe(false)
  expect(model.crossValidated.agreement).toBeLessThanOrEqual(model.crossValidated.majority)
})

test('fewer than 30 conversations, or 8 of each of two verdicts, teach nothing', () => {
  const some = (passes: number, fails: number) => (_: unknown, at: number) =>
    at < passes ? 'pass' : at < passes + fails ? 'fail' : null
  const learnt = (passes: number, fails: number) => {
    const verdicts = talks.map(some(passes, fails))
    return (
      trainCriterion(ground, { criterion: 'x', questions: [], steps: null, prior: null, verdicts }) !== null
    )
  }
  expect([learnt(22, 8), learnt(23, 7), learnt(21, 8), learnt(8, 22)]).toEqual([true, false, false, true])
})

test('a verdict of fewer than 8 labels is left out, its conversations too', () => {
  const verdicts = byFeeling.map((verdict, at) => (at < 7 ? 'not_applicable' : verdict))
  const model = train(verdicts)
  expect([model.verdicts, model.crossValidated.n]).toEqual([['pass', 'fail'], COUNT - 7])
})

test('what is tuned keeps the verdicts that it knows, however few the labels say them', () => {
  const prior = train(byRule)
  expect(prior.verdicts).toEqual(['pass', 'fail', 'not_applicable'])
  // Of 60 labels, all but five of the fails are left out.
  let fails = 0
  const few = byRule.map((verdict, at) => {
    if (at >= 100) return null
    if (verdict !== 'fail') return verdict
    fails += 1
    return fails <= 5 ? verdict : null
  })
  const tuned = train(few, { prior })
  expect(tuned.verdicts).toEqual(['pass', 'fail', 'not_applicable'])
  const unseen = talks.keys().filter((row) => row >= 100 && byRule[row] === 'fail')
  const found = [...unseen].map((row) => decide(tuned, row) === 'fail')
  expect(found.filter((one) => one).length / found.length).toBeGreaterThan(0.5)
})

test('a criterion by steps keeps its rule where the fitted decision is not clearly better', () => {
  const model = train(byRule, { steps: STEPS })
  expect(model.steps).toMatchObject(STEPS)
  // .5 is one of the thresholds tried, and decides every case as the raters do.
  expect(model.steps?.thresholds).toMatchObject({ customer_upset: 0.5, empathy: 0.5 })
  expect(model.crossValidated).toMatchObject({ kappa: 1, agreement: 1 })
})

test('a criterion by steps is decided by what was learnt where that is clearly better', () => {
  const model = train(byFeeling, { steps: { when: 'customer_upset', require: ['explanation'] } })
  expect(model.steps).toBeNull()
  expect(model.crossValidated.kappa).toBeGreaterThan(0.8)
})
