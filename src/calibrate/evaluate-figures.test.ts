import { expect, test } from 'vitest'
import type { EvalSet } from '../domain/eval-set.ts'
import type { CriterionReport } from './eval-report.ts'
import { type EvaluateOptions, evaluate } from './evaluate.ts'
import { type EvalCase, evalCase, times } from './testing/eval-case.ts'

function reportOf(
  cases: readonly EvalCase[],
  about: Partial<EvalSet> = {},
  options: Partial<EvaluateOptions> = {},
) {
  const { set, findings } = evalCase(cases, about)
  return evaluate(set, findings, { judge: { judge: 'test', model: null }, replicates: 200, ...options })
}

function first({ criteria }: { criteria: CriterionReport[] }): CriterionReport {
  const [only] = criteria
  if (only === undefined) throw new Error('no criterion')
  return only
}

const said = (raters: string, judge: string, also: Partial<EvalCase> = {}): EvalCase => ({
  raters: { a: raters },
  judge: { a: judge },
  ...also,
})

test('"not applicable" counts as a verdict, and in figures of their own it is left out', () => {
  const one = first(
    reportOf([
      ...times(6, said('p', 'p')),
      ...times(2, said('f', 'f')),
      ...times(1, said('p', 'f')),
      ...times(1, said('f', 'p')),
      ...times(6, said('n', 'n')),
      ...times(4, said('n', 'p')),
    ]),
  )
  expect([one.n, one.agreement.value]).toEqual([20, 14 / 20])
  expect(one.applicable).toMatchObject({ n: 10, coverage: { value: 0.5, n: 20 }, agreement: { value: 0.8 } })
  // Of the ten: 7 and 3 on either side, chance .49 + .09 = .58; AC1's 2 · .7 · .3 = .42.
  expect(one.applicable.kappa.value).toBeCloseTo((0.8 - 0.58) / 0.42, 12)
  expect(one.applicable.ac1.value).toBeCloseTo((0.8 - 0.42) / 0.58, 12)
  // Three ways: people 7, 3, 10 and the judge 11, 3, 6 of 20: chance (77 + 9 + 60) / 400.
  expect(one.kappa.value).toBeCloseTo((0.7 - 0.365) / 0.635, 12)
  for (const { value, interval } of [one.kappa, one.ac1, one.alpha, one.applicable.kappa]) {
    expect(interval?.[0]).toBeLessThan(value ?? -2)
    expect(interval?.[1]).toBeGreaterThan(value ?? 2)
  }
})

test('the constant predictor has κ 0, or none where the raters say one thing only', () => {
  expect(first(reportOf([said('p', 'p'), said('f', 'f'), said('p', 'p')])).majorityGuess).toMatchObject({
    verdict: 'pass',
    agreement: { value: 2 / 3 },
    kappa: 0,
  })
  expect(first(reportOf(times(3, said('p', 'f')))).majorityGuess.kappa).toBeNull()
})

test('the judge is held against its own confidence, by the seed', () => {
  const sure = { finding: { confidence: { raw: 0.9, calibrated: 0.4 } } }
  const cases = [...times(8, said('p', 'p', sure)), ...times(2, said('f', 'p', sure)), said('p', 'p')]
  const { calibration } = first(reportOf(cases))
  // .9 was said ten times and held eight times: |.8 − .9|, and (8 · .01 + 2 · .81) / 10.
  expect(calibration).toMatchObject({ n: 10, without: 1, reason: null })
  expect(calibration.quality?.ece).toBeCloseTo(0.1, 12)
  expect(calibration.quality?.brier).toBeCloseTo(0.17, 12)
  expect(calibration.quality?.eceNull.mean).toBeGreaterThan(0)
  expect(calibration.diagram).toMatchObject([{ confidence: expect.closeTo(0.9, 12), observed: 0.8, n: 10 }])
  expect(first(reportOf(cases)).calibration).toEqual(calibration)
})

test('a judge without confidence, a check, and a judge that scored nothing have no calibration, and say why', () => {
  const reasonOf = (one: EvalCase) => first(reportOf(times(3, one))).calibration
  expect(reasonOf(said('p', 'p'))).toMatchObject({ quality: null, diagram: [], reason: 'no_confidence' })
  const check = { finding: { by: 'check' as const, confidence: { raw: 1, calibrated: null } } }
  expect(reasonOf(said('p', 'p', check))).toMatchObject({ quality: null, n: 0, reason: 'decided_by_check' })
  expect(reasonOf(said('p', 'u'))).toMatchObject({ quality: null, reason: 'nothing_compared' })
})

test('a ceiling is named for those whose it is', () => {
  const cases = [...times(5, said('pp', 'p')), ...times(5, said('ff', 'f')), said('pf', 'p')]
  for (const labelledBy of ['people', 'models', 'unknown'] as const) {
    const one = first(reportOf(cases, { labelledBy }))
    expect([one.labelledBy, one.raters.ceiling.of]).toEqual([labelledBy, labelledBy])
  }
})

test('the alternative annotator test needs two raters and 30 conversations', () => {
  const testOf = (cases: EvalCase[], options = {}) => first(reportOf(cases, {}, options)).raters.alternative
  expect(testOf(times(40, said('p', 'p')))).toMatchObject({ passed: null, reason: 'too_few_raters' })
  expect(testOf(times(29, said('pp', 'p')))).toMatchObject({ passed: null, reason: 'too_few_items' })
  // The judge says what all say, on all of 30: it is never the worse one.
  const all = [...times(15, said('pp', 'p')), ...times(15, said('ff', 'f'))]
  expect(testOf(all)).toMatchObject({
    passed: true,
    winningRate: 1,
    advantage: 1,
    epsilon: 0.15,
    fewRaters: true,
    reason: null,
  })
  expect(testOf(all, { skill: 'expert' })).toMatchObject({ skill: 'expert', epsilon: 0.2 })
})

test('where every draw of the conversations gives the same κ, it has no interval and says why', () => {
  // All agree, half of them on a fail: κ 1 in every draw that has both verdicts.
  const agreeing = [...times(50, said('p', 'p')), ...times(53, said('f', 'f'))]
  expect(first(reportOf(agreeing)).kappa).toEqual({
    ...{ value: 1, n: 103, interval: null, reason: null, noInterval: 'no_variation' },
  })
  // A judge that always says the same has κ 0 in all of them.
  const constant = [...times(50, said('p', 'p')), ...times(53, said('f', 'p'))]
  expect(first(reportOf(constant)).kappa).toMatchObject({ value: 0, noInterval: 'no_variation' })
  const { macroKappa, totals } = reportOf(constant)
  expect([macroKappa.interval, totals.ccc]).toEqual([null, { value: 0, interval: null }])
  expect(first(reportOf([...constant, ...times(9, said('f', 'f'))])).kappa).toMatchObject({
    interval: [expect.any(Number), expect.any(Number)],
    noInterval: null,
  })
})

test('raters who barely agree give no ratio to their ceiling and no answer to the test', () => {
  // 20 each of pp, ff, pf and fp: po = pe = 1/2, so the raters' κ is 0. Of two raters the judge says what the first says.
  const apart = [
    ...[...times(20, said('pp', 'p')), ...times(20, said('ff', 'f'))],
    ...[...times(20, said('pf', 'p')), ...times(20, said('fp', 'f'))],
  ]
  const { ceiling, alternative } = first(reportOf(apart)).raters
  expect(ceiling).toMatchObject({ rater: 0, ratio: null, fewest: 80 })
  expect(alternative).toMatchObject({ passed: null, reason: 'raters_disagree' })
  // 24 pp, 24 ff, 16 pf, 16 fp: po 48/80, pe 1/2: κ 1/5, which is enough.
  const enough = [
    ...[...times(24, said('pp', 'p')), ...times(24, said('ff', 'f'))],
    ...[...times(16, said('pf', 'p')), ...times(16, said('fp', 'f'))],
  ]
  expect(first(reportOf(enough)).raters.ceiling.ratio).toBeCloseTo((1 + 0.2) / 2 / 0.2, 12)
  expect(first(reportOf(enough)).raters.alternative.reason).toBeNull()
})

test('levels have a κ that counts how far apart they are, on the scale of the scorecard', () => {
  const graded = (level: number, score: number) =>
    said('p', 'p', { label: { level }, finding: { score, confidence: { raw: null, calibrated: null } } })
  // Levels 0, 1, 3 of 0–3, level 2 unused; the judge says 0, 1, 3, 3, and once 1 for 0.
  const cases = [graded(0, 0), graded(1, 1 / 3), graded(3, 1), graded(3, 1), graded(0, 1 / 3)]
  const levels = new Map([['a', [0, 1, 2, 3]]])
  const one = first(reportOf(cases, {}, { levels })).levels
  expect(one?.scale).toEqual([0, 1, 2, 3])
  expect(one?.table).toEqual([
    [1, 1, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 0],
    [0, 0, 0, 2],
  ])
  // Squared distances: seen 1/9 · 1/5; by chance, with people .4, .2, 0, .4 and the judge .2, .4, 0, .4:
  // (.16 · 1 + .16 · 9 + .04 · 1 + .08 · 4 + .08 · 9 + .16 · 4) / 9 = 3.32 / 9. κ = 1 − .2 / 3.32.
  expect(one?.kappa).toMatchObject({ value: expect.closeTo(1 - 0.2 / 3.32, 12), n: 5 })
  expect(first(reportOf(cases)).levels).toBeNull()
  expect(first(reportOf([said('p', 'p'), said('f', 'f')], {}, { levels })).levels).toBeNull()
})

test('the weighted mean of κ is by the scorecard’s weights, over criteria that have one', () => {
  const pair = (rater: string, judgeOfA: string): EvalCase => ({
    raters: { a: rater, b: rater, c: rater },
    judge: { a: judgeOfA, b: rater, c: rater },
  })
  // a: 3 of 4 agree, chance 1/2: κ 1/2. b and c: κ 1.
  const cases = [pair('p', 'p'), pair('p', 'f'), pair('f', 'f'), pair('f', 'f')]
  const weights = new Map([
    ['a', 3],
    ['b', 1],
  ])
  const { macroKappa, weightedMacroKappa } = reportOf(cases, {}, { weights })
  expect(macroKappa).toMatchObject({ value: expect.closeTo(2.5 / 3, 12), criteria: 3 })
  expect(weightedMacroKappa).toMatchObject({ value: expect.closeTo(2.5 / 4, 12), criteria: 2, leftOut: [] })
  expect(reportOf(cases).weightedMacroKappa).toBeNull()
})

test('a settled verdict is the reference, is counted, and stands beside the raters’ own', () => {
  const settled = {
    adjudicated: {
      a: { verdict: 'fail' as const, turns: [2], confidence: null, note: 'a threat', by: 'lead' },
    },
  }
  const one = first(reportOf([said('pf', 'p', settled), said('pp', 'p')]))
  expect(one).toMatchObject({ labelled: 2, adjudicated: 1, noMajority: 0, n: 2, agreement: { value: 0.5 } })
  expect(one.disagreements[0]).toMatchObject({
    reference: 'fail',
    settled: { rater: 'lead', verdict: 'fail', note: 'a threat', turns: [{ turn: 2, text: 'yes' }] },
    raters: [{ verdict: 'pass' }, { verdict: 'fail' }],
  })
})

test('disagreements of what is held out are counted and not listed', () => {
  const cases = [
    said('p', 'f', { side: 'holdout' }),
    said('p', 'f', { side: 'tune' }),
    said('p', 'p', { side: 'holdout' }),
  ]
  const split = reportOf(cases, { test: 'split' })
  expect(first(split)).toMatchObject({ n: 3, withheld: 1, disagreements: [{ transcriptId: 'c1' }] })
  // An open set has no sides: everything may be read.
  expect(first(reportOf(cases, { test: 'open' }))).toMatchObject({ withheld: 0 })
  expect(first(reportOf(cases, { test: 'open' })).disagreements).toHaveLength(2)
})

test('the confidence as the judge gave it stands beside the calibrated one', () => {
  const finding = { confidence: { raw: 0.9, calibrated: 0.6 } }
  expect(first(reportOf([said('p', 'f', { finding })])).disagreements[0]?.judge).toMatchObject({
    confidence: 0.6,
    rawConfidence: 0.9,
  })
})

const chosen = (how: 'random' | 'dispute', probability: number | null): Partial<EvalCase> => ({
  selection: { how, probability, stratum: null },
})

test('chosen with different probabilities, each counts for 1/π in every figure', () => {
  // 1/π is 2 and 10. Right: 6 · 2 + 2 · 10 = 32 of 8 · 2 + 4 · 10 = 56.
  const report = reportOf([
    ...times(4, said('p', 'p', chosen('random', 0.5))),
    ...times(2, said('f', 'f', chosen('random', 0.5))),
    ...times(2, said('p', 'f', chosen('random', 0.5))),
    ...times(2, said('f', 'f', chosen('random', 0.1))),
    ...times(2, said('f', 'p', chosen('random', 0.1))),
  ])
  expect(report.weighting.by).toBe('inverse_probability')
  const one = first(report)
  expect(one.agreement).toMatchObject({ value: expect.closeTo(32 / 56, 12), n: 12 })
  // Weights: pp 8, ff 4 + 20, pf 4, fp 20. People 12 p and 44 f, the judge 28 and 28: chance 1/2.
  expect(one.kappa.value).toBeCloseTo((32 / 56 - 0.5) / 0.5, 12)
  expect(one.fails).toMatchObject({ tp: 4, fp: 2, fn: 2, tn: 4 })
  expect(one.fails.precision.value).toBeCloseTo(24 / 28, 12)
  expect(one.fails.recall.value).toBeCloseTo(24 / 44, 12)
  expect(one.majorityGuess).toMatchObject({
    verdict: 'fail',
    agreement: { value: expect.closeTo(44 / 56, 12) },
  })
  expect(one.table).toEqual([
    [4, 2, 0],
    [2, 4, 0],
    [0, 0, 0],
  ])
})

test('a criterion that only frequently chosen conversations are labelled on has its figures all the same', () => {
  // Four that weigh 1/10 of the others: 3 agree, chance 1/2.
  const common = chosen('random', 1)
  const report = reportOf([
    said('p', 'p', common),
    said('p', 'f', common),
    said('f', 'f', common),
    said('f', 'f', common),
    ...times(20, { raters: { b: 'p' }, judge: { b: 'p' }, ...chosen('random', 0.1) }),
  ])
  expect(first(report).kappa).toMatchObject({ value: expect.closeTo(0.5, 12), n: 4, reason: null })
  expect(first(report).alpha.value).toBeCloseTo(1 - (2 * 1 * 7) / (64 - 9 - 25), 12)
})

test('what was chosen with an unknown probability is named, listed and in no figure beside others', () => {
  const report = reportOf([
    ...times(3, said('p', 'p', chosen('random', 0.2))),
    said('p', 'f', chosen('dispute', null)),
  ])
  expect(report.tuningOnly).toEqual(['c3'])
  expect(first(report)).toMatchObject({ labelled: 3, n: 3, agreement: { value: 1 } })
  expect(first(report).disagreements).toMatchObject([{ transcriptId: 'c3', isTuningOnly: true }])
  expect(report.slices[0]).toMatchObject({ by: 'language', conversations: 3 })
})

test('labels given with a verdict in view are counted, and in no figure beside others', () => {
  const seen = { label: { blind: false } }
  const blind = { label: { blind: true } }
  const cases = [...times(3, said('p', 'f', blind)), ...times(4, said('p', 'p', seen))]
  expect(first(reportOf(cases))).toMatchObject({ seen: 4, labelled: 3, n: 3, agreement: { value: 0 } })
  // Where all are, there is nothing else.
  expect(first(reportOf(times(4, said('p', 'p', seen))))).toMatchObject({ seen: 4, labelled: 4, n: 4 })
})

test('the report carries the part, the judge as it was configured, and what the run took', () => {
  const usage = {
    requests: 3,
    inputTokens: 900,
    cachedTokens: 0,
    outputTokens: 60,
    costUsd: 0.02,
    savedUsd: 0,
  }
  const run = { id: 'r1', at: '2026-05-11T00:00:00Z', conversations: 2, usage, reused: 1, seconds: 4 }
  const judge = { judge: 'openai', model: 'm', promptHash: 'h', params: { temperature: 0 } }
  const report = reportOf([said('p', 'p')], { test: 'split' }, { part: 'tune', run, judge })
  expect(report).toMatchObject({ set: { part: 'tune', test: 'split' }, run, judge })
  expect(reportOf([said('p', 'p')])).toMatchObject({
    set: { part: 'all', test: 'none' },
    run: null,
    judge: { promptHash: null, params: {} },
  })
})

test('an empty set and one without labels have no figures and do not fail', () => {
  expect(reportOf([])).toMatchObject({
    criteria: [],
    macroKappa: { value: null },
    slices: [],
    totals: { n: 0 },
  })
  const unlabelled = reportOf([{ raters: {}, judge: { a: 'p' } }])
  expect(unlabelled).toMatchObject({ criteria: [], unknownCriteria: [] })
})
