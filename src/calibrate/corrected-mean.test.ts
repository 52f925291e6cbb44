import { expect, test } from 'vitest'
import type { LabelVerdict } from '../domain/eval-set.ts'
import type { Verdict } from '../domain/finding.ts'
import { correctedMean } from './corrected-mean.ts'
import { domainRate } from './domain-rate.ts'
import { hajekDifference } from './hajek-difference.ts'
import type { CorrectedMean, PeriodConversation, PeriodLabel } from './period.ts'
import { roganGladen } from './rogan-gladen.ts'
import { type Estimand, sppi } from './sppi.ts'
import { sppiWeighted } from './sppi-weighted.ts'

type Conversation = PeriodConversation<Verdict, LabelVerdict>

interface Draw {
  how?: PeriodLabel<LabelVerdict>['how']
  probability?: number | null
  stratum?: string | null
}

/** So many conversations of which the judge says one thing and people, where they labelled them, another. */
function times(count: number, judge: Verdict, given: LabelVerdict | null, draw: Draw = {}): Conversation[] {
  const { how = 'random', probability = 0.1, stratum = null } = draw
  return Array.from({ length: count }, () => ({
    ...{ judge, stratum, label: given === null ? null : { given, how, probability } },
  }))
}

function rate(conversations: Conversation[], estimand: Estimand = 'finite'): CorrectedMean {
  return correctedMean({ kind: 'pass_fail', estimand, conversations })
}

/** 100 labels: 17 failed by both, 3 by people only, 4 by the judge only. */
function labelled(draw: Draw = {}): Conversation[] {
  return [
    ...times(17, 'fail', 'fail', draw),
    ...times(3, 'pass', 'fail', draw),
    ...times(4, 'fail', 'pass', draw),
    ...times(76, 'pass', 'pass', draw),
  ]
}
const cells = { tp: 17, fn: 3, fp: 4, tn: 76 }

const period = [...labelled(), ...times(200, 'fail', null), ...times(700, 'pass', null)]

test('labels chosen at random: SPPI with the judge’s share of the whole period', () => {
  // 21 + 200 of 1,000 failed by the judge
  const { value, interval, lambda } = sppi(
    [{ share: 1, labels: cells, size: 1000, judgeFailed: 0.221 }],
    'finite',
  )
  expect(rate(period)).toEqual({
    ...{ estimand: 'finite', estimator: 'sppi', value, interval, lambda },
    ...{ n: 100, N: 1000, disagreements: 7, reason: null },
  })
})

test('of the rate behind the period, the judge’s share is that of the rest', () => {
  const { value, interval } = sppi([{ share: 1, labels: cells, size: 900, judgeFailed: 200 / 900 }], 'super')
  expect(rate(period, 'super')).toMatchObject({ estimand: 'super', estimator: 'sppi', value, interval })
})

test('what the judge could not score predicts no fail, and is corrected like any other', () => {
  const unsure = [
    ...period.slice(0, 995),
    ...times(5, 'unscored', null),
    ...times(10, 'not_applicable', null),
  ]
  const passes = [...period.slice(0, 995), ...times(15, 'pass', null)]
  expect(rate(unsure)).toEqual(rate(passes))
})

test('labels chosen within strata: SPPI over the strata', () => {
  const a = { how: 'stratified', probability: 0.1, stratum: 'a' } as const
  const b = { how: 'stratified', probability: 0.5, stratum: 'b' } as const
  const conversations = [
    ...[...labelled(a), ...times(300, 'fail', null, a), ...times(600, 'pass', null, a)],
    ...[...labelled(b), ...times(100, 'pass', null, b)],
  ]
  const { value, interval, lambda } = sppi(
    [
      { share: 1000 / 1200, labels: cells, size: 1000, judgeFailed: 0.321 },
      { share: 200 / 1200, labels: cells, size: 200, judgeFailed: 21 / 200 },
    ],
    'finite',
  )
  expect(rate(conversations)).toMatchObject({
    ...{ estimator: 'sppi_stratified', value, interval, lambda, n: 200, N: 1200, disagreements: 14 },
  })
})

test('a stratum nobody labelled leaves the period without a figure', () => {
  const conversations = [
    ...labelled({ how: 'stratified', stratum: 'a' }),
    ...times(50, 'pass', null, { stratum: 'b' }),
  ]
  expect(rate(conversations)).toMatchObject({ value: null, interval: null, reason: 'stratum_without_labels' })
})

test('labels chosen with unequal probabilities: weighted SPPI, as wide as Hájek where that is wider', () => {
  const [often, seldom] = [{ probability: 0.5 }, { probability: 0.04 }]
  const conversations = [
    ...[...times(196, 'fail', 'fail', often), ...times(4, 'fail', 'pass', often)],
    ...[...times(3, 'pass', 'fail', seldom), ...times(13, 'pass', 'pass', seldom)],
    ...[...times(200, 'fail', null), ...times(384, 'pass', null)],
  ]
  const { value, interval, lambda } = sppiWeighted(
    {
      size: 800,
      judgeFailed: 400 / 800,
      labels: conversations.flatMap(({ judge, label }) =>
        label === null || label.probability === null
          ? []
          : [{ people: label.given === 'fail', judge: judge === 'fail', probability: label.probability }],
      ),
    },
    'finite',
  )
  const found = rate(conversations)
  expect(found).toMatchObject({ estimator: 'sppi_weighted', value, lambda, n: 216, disagreements: 7 })
  expect(found.interval?.[0]).toBeLessThanOrEqual(interval?.[0] ?? 0)
  // the three interval reaches further than SPPI's
  expect(found.interval?.[1] ?? 0).toBeGreaterThan(interval?.[1] ?? 1)
})

test('and as deep as Hájek where that is deeper', () => {
  const [often, seldom] = [{ probability: 0.5 }, { probability: 0.04 }]
  // The case before with pass and fail changed over: what is seldom chosen passes now where the judge fails it.
  const conversations = [
    ...[...times(196, 'pass', 'pass', often), ...times(4, 'pass', 'fail', often)],
    ...[...times(3, 'fail', 'pass', seldom), ...times(13, 'fail', 'fail', seldom)],
    ...[...times(200, 'pass', null), ...times(384, 'fail', null)],
  ]
  const labels = conversations.flatMap(({ judge, label }) =>
    label === null || label.probability === null
      ? []
      : [{ people: label.given === 'fail', judge: judge === 'fail', probability: label.probability }],
  )
  const { interval, lambda } = sppiWeighted({ size: 800, judgeFailed: 400 / 800, labels }, 'finite')
  const hajek = hajekDifference(
    conversations.map(({ judge }) => Number(judge === 'fail')),
    labels.map(({ people, judge, probability }) => ({
      ...{ people: Number(people), judge: Number(judge), probability },
    })),
    { lambda: lambda ?? 0, estimand: 'finite' },
  ).interval
  const [low, high] = rate(conversations).interval ?? []
  expect(low).toBeLessThan(interval?.[0] ?? 0)
  expect(low).toBeCloseTo(hajek?.[0] ?? Number.NaN, 12)
  expect(high).toBeGreaterThanOrEqual(interval?.[1] ?? 1)
})

test('labels picked for no known reason are left out where others are not, and are not enough alone', () => {
  const disputes = times(30, 'fail', 'pass', { how: 'dispute', probability: null })
  const handPicked = times(30, 'fail', 'pass', { how: 'hand_picked', probability: 0.5 })
  const unlabelled = (conversations: Conversation[]) => conversations.map((one) => ({ ...one, label: null }))
  expect(rate([...period, ...disputes, ...handPicked])).toEqual(
    rate([...period, ...unlabelled(disputes), ...unlabelled(handPicked)]),
  )
  expect(rate([...disputes, ...handPicked])).toMatchObject({
    ...{ estimator: null, value: null, interval: null, n: 0, N: 60, reason: 'unknown_probability' },
  })
})

test.each([0, -1, 1.5, Number.NaN, null])('a probability of %s is none that is known', (probability) => {
  expect(rate(labelled({ probability })).reason).toBe('unknown_probability')
})

test('nobody labelled anything, or there is nothing: no figure', () => {
  expect(rate(times(5, 'pass', null))).toMatchObject({ value: null, n: 0, N: 5, reason: 'no_labels' })
  expect(rate([])).toMatchObject({ value: null, N: 0, reason: 'no_labels' })
})

test('labels chosen by what people said: the judge’s rate, freed of its error rates', () => {
  const chosen = labelled({ how: 'enriched', probability: null })
  const { value, interval } = roganGladen({
    ...{ failed: 221 / 1000, n: 1000, specificity: 76 / 80, passes: 80, sensitivity: 17 / 20, fails: 20 },
  })
  const rest = [...times(200, 'fail', null), ...times(700, 'pass', null), ...times(50, 'unscored', null)]
  expect(rate([...chosen, ...rest])).toEqual({
    ...{ estimand: 'super', estimator: 'rogan_gladen', value, interval, lambda: null },
    ...{ n: 100, N: 1000, disagreements: 7, reason: null },
  })
})

test('labels chosen by what people said need both classes, a judge that tells them apart, and verdicts', () => {
  const enriched = { how: 'enriched', probability: null } as const
  const fails = times(9, 'fail', 'fail', enriched)
  expect(rate(fails)).toMatchObject({ estimator: null, value: null, reason: 'one_class' })
  expect(rate([...fails, ...times(9, 'fail', 'pass', enriched)]).reason).toBe('no_better_than_chance')
  expect(rate([...fails, ...times(1, 'fail', 'not_applicable', enriched)]).reason).toBe(
    'chosen_not_applicable',
  )
  expect(rate(times(9, 'unscored', 'fail', enriched)).reason).toBe('no_verdicts')
})

test('a criterion that does not apply to all: the share among those it applies to, without the judge', () => {
  const conversations = [...period, ...times(40, 'pass', 'not_applicable')]
  const { value, interval } = domainRate(
    [
      {
        size: 1040,
        labels: [
          ...new Array<boolean | null>(20).fill(true),
          ...new Array<boolean | null>(80).fill(false),
          ...new Array<boolean | null>(40).fill(null),
        ],
      },
    ],
    'finite',
  )
  const found = rate(conversations)
  expect(found).toMatchObject({
    estimator: 'domain_rate',
    value,
    lambda: null,
    n: 140,
    N: 1040,
    disagreements: 7,
  })
  expect(found.interval?.[0]).toBeCloseTo(interval?.[0] ?? 0, 12)
  expect(found.interval?.[1]).toBeCloseTo(interval?.[1] ?? 0, 12)
  expect(rate(times(9, 'pass', 'not_applicable'))).toMatchObject({
    value: null,
    reason: 'nothing_applicable',
  })
})

test('the same with unequal probabilities weighs each label', () => {
  const found = rate([
    ...times(10, 'pass', 'fail', { probability: 0.5 }),
    ...times(10, 'pass', 'pass', { probability: 0.25 }),
    ...times(10, 'pass', 'not_applicable', { probability: 0.25 }),
  ])
  // 20 of 20 + 40
  expect(found).toMatchObject({ estimator: 'domain_rate_weighted', lambda: null, n: 30, reason: null })
  expect(found.value).toBeCloseTo(1 / 3, 12)
})

test('a period that is labelled throughout is as people said', () => {
  expect(rate(labelled({ probability: 1 }))).toMatchObject({ interval: [0.2, 0.2], n: 100, N: 100 })
  expect(rate(labelled({ probability: 1 })).value).toBeCloseTo(0.2, 12)
})

type Score = PeriodConversation<number | null, number | null>

function scores(count: number, judge: number | null, given: number | null, draw: Draw = {}): Score[] {
  const { how = 'random', probability = 0.1, stratum = null } = draw
  return Array.from({ length: count }, () => ({ judge, stratum, label: { given, how, probability } }))
}

function unscored(count: number, judge: number | null): Score[] {
  return Array.from({ length: count }, () => ({ judge, stratum: null, label: null }))
}

function meanScore(conversations: Score[], estimand: Estimand = 'finite', lambda?: number): CorrectedMean {
  return correctedMean({
    kind: 'score',
    estimand,
    conversations,
    ...(lambda === undefined ? {} : { lambda }),
  })
}

test('a mean score follows the judge by .9, or as told', () => {
  // people 30·4 + 30·2 of 60 → 3; judge 4, 3 → 3.5; of all 60·3.5 + 140·3 of 200 → 3.15
  const conversations = [...scores(30, 4, 4), ...scores(30, 3, 2), ...unscored(140, 3)]
  const found = meanScore(conversations)
  expect(found).toMatchObject({ estimator: 'difference', lambda: 0.9, n: 60, N: 200, disagreements: 30 })
  expect(found.value).toBeCloseTo(0.9 * 3.15 + 3 - 0.9 * 3.5, 12)
  expect(meanScore(conversations, 'finite', 0).value).toBeCloseTo(3, 12)
  // the rate behind: F̄ is that of the rest, 3
  expect(meanScore(conversations, 'super')).toMatchObject({ estimator: 'ppi', estimand: 'super' })
  expect(meanScore(conversations, 'super').value).toBeCloseTo(0.9 * 3 + 3 - 0.9 * 3.5, 12)
})

test('fewer than fifty scores of people give no mean', () => {
  const enough = [...scores(25, 4, 4), ...scores(25, 3, 2), ...unscored(10, 3)]
  expect(meanScore(enough).reason).toBeNull()
  expect(meanScore(enough.slice(1))).toMatchObject({
    value: null,
    interval: null,
    reason: 'too_few_labels',
    n: 49,
  })
})

test('a conversation without a score of the judge is predicted by the mean of the others', () => {
  const known = [...scores(30, 4, 4), ...scores(30, 2, 2), ...unscored(100, 3)]
  const gaps = [...known, ...unscored(10, null)]
  expect(meanScore(gaps).value).toBeCloseTo(meanScore([...known, ...unscored(10, 3)]).value ?? 0, 12)
  expect(meanScore([...scores(60, null, 2), ...unscored(10, null)]).value).toBeCloseTo(2, 12)
})

test('scores chosen with unequal probabilities are weighted', () => {
  const found = meanScore(
    [...scores(30, 0, 4, { probability: 0.5 }), ...scores(30, 0, 1, { probability: 0.25 })],
    'finite',
  )
  // (60·4 + 120·1) / 180
  expect(found).toMatchObject({ estimator: 'hajek', n: 60 })
  expect(found.value).toBeCloseTo(2, 12)
})

test('scores of a criterion that does not apply to all are averaged over those it applies to', () => {
  const some = [...scores(30, 4, 4), ...scores(30, 2, 2), ...scores(20, 3, null), ...unscored(100, 3)]
  expect(meanScore(some)).toMatchObject({ estimator: 'domain_mean', value: 3, lambda: null, n: 80, N: 180 })
  const weighted = [...scores(60, 4, 4, { probability: 0.5 }), ...scores(20, 3, null)]
  expect(meanScore(weighted)).toMatchObject({ estimator: 'domain_mean_weighted', value: 4, n: 80 })
  expect(meanScore(scores(60, 4, null)).reason).toBe('nothing_applicable')
})

test('scores chosen by what people said, or by nobody knows what, give no mean', () => {
  expect(meanScore(scores(60, 4, 4, { how: 'enriched', probability: null })).reason).toBe(
    'unknown_probability',
  )
  expect(meanScore(scores(60, 4, 4, { how: 'dispute' })).reason).toBe('unknown_probability')
  expect(meanScore(unscored(60, 4)).reason).toBe('no_labels')
})
