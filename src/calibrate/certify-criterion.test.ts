import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NotCertifiedCode, StandingCode } from '../domain/certificate.ts'
import { type CertifyCriterionInput, certifyCriterion } from './certify-criterion.ts'
import { certifyUnable } from './certify-unable.ts'
import { itemsOf } from './compare-items.ts'
import { type EvalCase, evalCase, times } from './testing/eval-case.ts'

type Given = Partial<Omit<CertifyCriterionInput, 'items' | 'raters'>>

/** What raters and judge say of one conversation, a letter each, and how sure the judge is. */
function said(rater: string, judge: string, raw: number | null = null): EvalCase {
  const finding = raw === null ? {} : { finding: { confidence: { raw, calibrated: null } } }
  return { raters: { tone: rater }, judge: { tone: judge }, ...finding }
}

function certify(cases: readonly EvalCase[], given: Given = {}) {
  const { set, findings } = evalCase(cases)
  return certifyCriterion({
    criterion: 'tone',
    judgementHash: 'h',
    items: itemsOf(set, findings, 'tone'),
    unlabelled: 0,
    hindrance: null,
    raters: set.raters,
    isRedLine: false,
    alpha: 0.05,
    delta: 0.05,
    seed: 1,
    ...given,
  })
}

function certified(cases: readonly EvalCase[], given: Given = {}) {
  const outcome = certify(cases, given)
  if ('not' in outcome) throw new Error(`not certified: ${outcome.not.because}`)
  return outcome.certified
}

function notCertified(cases: readonly EvalCase[]) {
  const outcome = certify(cases)
  return 'not' in outcome ? { because: outcome.not.because, n: outcome.not.n } : outcome.certified.because
}

/** Both verdicts half the time: `right` and `wrong` conversations of each. */
function table(right: number, wrong: number, raw: number | null = null): EvalCase[] {
  return [
    ...times(right, said('p', 'p', raw)),
    ...times(wrong, said('p', 'f', raw)),
    ...times(wrong, said('f', 'p', raw)),
    ...times(right, said('f', 'f', raw)),
  ]
}

// 60 sure ones, all right; 60 unsure ones, of which 20 are wrong.
const sureOnesRight = [...table(30, 0, 0.9), ...table(20, 10, 0.89)]

test('people’s blind labels of random draws let verdicts stand from the exact confidence that the test allows', () => {
  // At .9: 0 wrong of 60, .95⁶⁰ = .0461 ≤ .05. At .89: 20 wrong of 120, far more than 5 %.
  expect(certified(sureOnesRight)).toMatchObject({
    standing: 'auto',
    because: 'threshold_found',
    n: 120,
    fails: 60,
    routing: { alpha: 0.05, delta: 0.05, threshold: 0.9, accepted: { n: 60, wrong: 0 } },
  })
})

test('what people may overturn is bounded among what is accepted, and among all where nothing is', () => {
  // The upper bound of 0 in 60 at 95 %: 1 − .05^(1/60).
  expect(certified(sureOnesRight).disagreementBound).toBeCloseTo(1 - 0.05 ** (1 / 60), 9)
  // Of 20 in 120: above the share itself, .1667.
  const assisting = certified(sureOnesRight, { hindrance: 'not_blind' })
  expect(assisting.disagreementBound).toBeGreaterThan(20 / 120)
  expect(assisting.routing).toMatchObject({ threshold: null, accepted: null })
})

test('a third of the error, as on a holdout, lets less stand alone, and is told in words', () => {
  // .95⁶⁰ = .0461 > .05/3 = .0167
  const held = certified(sureOnesRight, { delta: 0.05 / 3 })
  expect(held).toMatchObject({ standing: 'assist', because: 'no_threshold' })
  expect(held.why.en).toContain('98.3 % confidence that at most 5 %')
  expect(held.why['zh-CN']).toContain('98.3 %')
})

test('what counts most against a criterion is what it stands by', () => {
  const chance = table(50, 50, 0.9)
  // 65 − 35 of 100 in each half: κ = (.65 − .5)/.5 = .3, which is more than chance and less than .4
  const low = table(65, 35, 0.9)
  const against = { isRedLine: true, hindrance: 'labelled_by_models' } as const
  const byModels = { hindrance: 'labelled_by_models' } as const
  expect(certified(chance, byModels)).toMatchObject({ standing: 'off', because: 'no_better_than_chance' })
  expect(certified(low, byModels)).toMatchObject({ standing: 'off', because: 'agreement_too_low' })
  // Off, nobody would hear of a red line any more.
  for (const cases of [chance, low])
    expect(certified(cases, against)).toMatchObject({ standing: 'assist', because: 'red_line' })
  expect(certified(sureOnesRight, against)).toMatchObject({ standing: 'assist', because: 'red_line' })
  expect(certified(sureOnesRight, { hindrance: 'labelled_by_models' })).toMatchObject({
    standing: 'assist',
    because: 'labelled_by_models',
  })
  expect(certified(sureOnesRight.slice(0, 60))).toMatchObject({ because: 'threshold_found' })
})

test('every code of a standing is reached once', () => {
  const codes = [
    certified(sureOnesRight).because,
    certified(table(20, 2)).because,
    ...(
      [
        'labelled_by_models',
        'labellers_unknown',
        'not_blind',
        'not_random',
        'unequal_probabilities',
        'labels_missing',
        'looked_at_before',
        'levels',
        'looks_spent',
      ] as const
    ).map((hindrance) => certified(sureOnesRight, { hindrance }).because),
    certified(sureOnesRight, { isRedLine: true }).because,
    certified(partedRaters).because,
    certified(table(50, 50)).because,
    certified(table(65, 35)).because,
    certifyUnable({ criterion: 'tone', judgementHash: 'h' }, 40, { alpha: 0.05, delta: 0.05 }).because,
  ]
  expect(codes.toSorted()).toEqual([...StandingCode.options].sort())
})

test('every code of what is not certified is reached once', () => {
  const few = notCertified(table(7, 0)) // 7 of each verdict
  const silent = notCertified(times(30, said('p', 'u')))
  const same = notCertified(times(30, said('p', 'p')))
  // 8 fails of 30, of which the judge saw half: κ = .4, but it may as well be chance.
  const unclear = notCertified([
    ...times(19, said('p', 'p')),
    ...times(3, said('p', 'f')),
    ...times(4, said('f', 'p')),
    ...times(4, said('f', 'f')),
  ])
  expect([few, silent, same, unclear]).toEqual([
    { because: 'too_few_labels', n: 14 },
    { because: 'not_scored', n: 0 },
    { because: 'too_few_fails', n: 30 },
    { because: 'unclear', n: 30 },
  ])
  // No κ at all takes both to say one and the same, of which there are too few of another then.
  expect(NotCertifiedCode.options.filter((code) => code !== 'no_kappa')).toHaveLength(4)
})

test('29 labels that the judge scored are too few, and 30 are enough', () => {
  const twentyNine = [...times(15, said('p', 'p')), ...times(14, said('f', 'f'))]
  expect(notCertified(twentyNine)).toEqual({ because: 'too_few_labels', n: 29 })
  // One that was not scored, one that raters part over, one that nobody labelled: none of them is a label to compare.
  const unusable = [said('f', 'u'), said('pf', 'f'), said('-', 'f')]
  expect(notCertified([...twentyNine, ...unusable])).toEqual({ because: 'too_few_labels', n: 29 })
  expect(certified([...twentyNine, said('f', 'f')])).toMatchObject({ n: 30, fails: 15 })
  expect(notCertified(times(29, said('p', 'u')))).toEqual({ because: 'too_few_labels', n: 0 })
})

test('a κ of exactly .4 counts, and the next lower one does not', () => {
  // po = 70/100, pe = .5: κ = .2/.5 = .4, which a computer gets to as .39999…
  expect(certified(table(35, 15))).toMatchObject({ standing: 'assist', because: 'no_threshold' })
  // One more of the hundred is wrong.
  const oneMore = [
    ...times(35, said('p', 'p')),
    ...times(15, said('p', 'f')),
    ...times(16, said('f', 'p')),
    ...times(34, said('f', 'f')),
  ]
  // 50 fails by the raters, 49 by the judge.
  expect(certified(oneMore)).toMatchObject({ standing: 'off', because: 'agreement_too_low', fails: 50 })
})

test('fewer than eight of either verdict tell nothing, however well they agree', () => {
  const fails = (n: number) => [...times(40, said('p', 'p')), ...times(n, said('f', 'f'))]
  const outcome = certify(fails(7))
  expect(outcome).toMatchObject({ not: { because: 'too_few_fails', n: 47 } })
  expect('not' in outcome && outcome.not.why.en).toContain('Of 47 labels 7 are fails; at least 8')
  expect(certified(fails(8))).toMatchObject({ fails: 8, standing: 'assist' })
  // A judge that says pass whatever it reads is off once there are enough to see it.
  expect(notCertified([...times(40, said('p', 'p')), ...times(7, said('f', 'p'))]).valueOf()).toMatchObject({
    because: 'too_few_fails',
  })
  expect(certified([...times(40, said('p', 'p')), ...times(8, said('f', 'p'))])).toMatchObject({
    standing: 'off',
    because: 'no_better_than_chance',
  })
})

test('a judge that is always right stands alone, though no draw differs from another', () => {
  const { kappa, standing } = certified(table(60, 0, 0.9))
  expect([kappa.value, standing]).toEqual([1, 'auto'])
})

// Two raters who part over every other conversation, and a judge that is right wherever they agree.
const partedRaters = [
  ...times(30, said('pp', 'p', 0.9)),
  ...times(30, said('ff', 'f', 0.9)),
  ...times(30, said('pf', 'p', 0.9)),
  ...times(30, said('fp', 'f', 0.9)),
]

test('where raters part, one of them would overturn whatever the judge says', () => {
  // One rater in four parts: κ among raters .5, and 20 of 80 count as overturned: far more than 5 %.
  const some = [
    ...times(30, said('pp', 'p', 0.9)),
    ...times(30, said('ff', 'f', 0.9)),
    ...times(10, said('pf', 'p', 0.9)),
    ...times(10, said('fp', 'f', 0.9)),
  ]
  expect(certified(some)).toMatchObject({
    n: 60,
    noMajority: 20,
    standing: 'assist',
    because: 'no_threshold',
  })
  expect(certified(some.slice(0, 60))).toMatchObject({ noMajority: 0, standing: 'auto' })
})

test('what raters reach is measured where they part too, and where that is little no verdict is right', () => {
  // They agree on 60 of 120, as often as by chance: κ = 0.
  const { ceiling, because, why } = certified(partedRaters)
  expect(ceiling?.rater).toBeCloseTo(0, 12)
  expect(because).toBe('raters_disagree')
  expect(why.en).toContain('κ 0.00')
})

test('what an earlier certificate made of a judge’s confidence changes nothing in the next one', () => {
  // 60 sure ones, all right; 20 unsure ones, all wrong; 10 less sure, over which the raters part.
  const cases = [
    ...times(30, said('pp', 'p', 0.9)),
    ...times(30, said('ff', 'f', 0.9)),
    ...times(10, said('pp', 'f', 0.89)),
    ...times(10, said('ff', 'p', 0.89)),
    ...times(10, said('pf', 'p', 0.5)),
  ]
  // A map that turns the order round, .6 for .9 and 1 for .5: by it the sure ones would be the last to stand alone.
  const mapped = cases.map((one): EvalCase => {
    const raw = one.finding?.confidence?.raw ?? 0
    return { ...one, finding: { confidence: { raw, calibrated: 1.5 - raw }, standing: 'assist' } }
  })
  const anew = certified(cases)
  expect(anew).toMatchObject({ routing: { threshold: 0.9, accepted: { n: 60, wrong: 0 } } })
  expect(certified(mapped)).toEqual(anew)
})

test('a judge that gives no confidence assists at best, and has no map of it', () => {
  expect(certified(table(200, 0))).toMatchObject({
    because: 'no_threshold',
    routing: { threshold: null, accepted: null },
    calibrator: null,
    calibration: null,
  })
})

test('what code decided by a condition lends the judge nothing', () => {
  // 400 not applicable by code at a confidence of 1 beside 60 of the judge's own, 12 of them wrong.
  const byCode: EvalCase = {
    raters: { tone: 'n' },
    judge: { tone: 'n' },
    finding: { by: 'check', confidence: { raw: 1, calibrated: null } },
  }
  const own = table(24, 6, 0.9)
  const alone = certified(own)
  expect(alone).toMatchObject({ n: 60, standing: 'assist', because: 'no_threshold' })
  expect(certified([...own, ...times(400, byCode)])).toEqual(alone)
})

test('votes say how often a second asking would come out otherwise', () => {
  const votes = (agreeing: number) => ({ ...said('p', 'p'), finding: { votes: { cast: 3, agreeing } } })
  // Of the three pairs of votes two differ where one was outvoted: half of 30 conversations → (0 + 2/3)/2 = 1/3.
  const flips = certified([
    ...times(15, votes(2)),
    ...times(15, votes(3)),
    ...times(15, said('f', 'f')),
  ]).flipRate
  expect(flips?.n).toBe(30)
  expect(flips?.value).toBeCloseTo(1 / 3, 12)
  expect(flips?.interval?.[1]).toBeGreaterThan(1 / 3)
  expect(certified(table(20, 0)).flipRate).toBeNull()
})

test('what was labelled and not scored is counted by reason, and not in n', () => {
  const silent: EvalCase = { ...said('f', 'u'), finding: { reason: 'provider_error' } }
  const { n, unscored } = certified([...table(20, 0), ...times(2, said('p', 'u')), ...times(3, silent)])
  expect(n).toBe(40)
  expect(unscored).toEqual([
    { reason: 'provider_error', n: 3 },
    { reason: 'judge_cannot_tell', n: 2 },
  ])
})

test('the companies are those that compared findings were asked in', () => {
  const inCompany = (company: string, one: EvalCase): EvalCase => ({ ...one, finding: { company } })
  const cases = [
    ...times(20, inCompany('b', said('p', 'p'))),
    ...times(20, inCompany('a', said('f', 'f'))),
    inCompany('c', said('f', 'u')),
  ]
  expect(certified(cases).companies).toEqual(['a', 'b'])
  expect(certified(table(20, 0)).companies).toEqual([])
})

test('what one rater reaches stands beside the judge where there are several', () => {
  expect(certified(table(20, 0)).ceiling).toBeNull()
  const two = [...times(20, said('pp', 'p')), ...times(20, said('ff', 'f'))]
  expect(certified(two).ceiling).toEqual({ rater: 1, judge: 1 })
})

const letter = fc.constantFrom('p', 'f', 'n')
const conversation = fc.record({ rater: letter, judge: letter, raw: fc.constantFrom(null, 0.6, 0.9, 0.99) })
const conversations = fc.array(conversation, { minLength: 30, maxLength: 120 })

test('the order of conversations changes nothing', () => {
  fc.assert(
    fc.property(conversations, fc.infiniteStream(fc.nat()), (all, places) => {
      const cases = all.map(({ rater, judge, raw }, at) => ({ ...said(rater, judge, raw), id: `c${at}` }))
      const order = cases.map((one) => ({ one, at: places.next().value ?? 0 })).sort((a, b) => a.at - b.at)
      expect(certify(order.map(({ one }) => one))).toEqual(certify(cases))
    }),
    { numRuns: 8, seed: 20261127 },
  )
})

test('a judge that is always right is never off', () => {
  fc.assert(
    fc.property(conversations, (all) => {
      const outcome = certify(all.map(({ rater, raw }) => said(rater, rater, raw)))
      if ('certified' in outcome) expect(outcome.certified.standing).not.toBe('off')
      else expect(outcome.not.because).toBe('too_few_fails')
    }),
    {
      numRuns: 40,
      seed: 20261127,
      examples: [[times(30, { rater: 'p' as const, judge: 'p' as const, raw: null })]],
    },
  )
})

test('whatever the figures, nothing stands alone on a red line or on labels that do not carry it', () => {
  const hindered = fc.constantFrom<Given>(
    { isRedLine: true },
    { hindrance: 'labelled_by_models' },
    { hindrance: 'labellers_unknown' },
    { hindrance: 'not_blind' },
    { hindrance: 'not_random' },
    { hindrance: 'unequal_probabilities' },
  )
  const rights = fc.integer({ min: 20, max: 400 })
  fc.assert(
    fc.property(rights, rights, hindered, (passes, fails, given) => {
      const { standing, routing } = certified(
        [...times(passes, said('p', 'p', 0.99)), ...times(fails, said('f', 'f', 0.99))],
        given,
      )
      expect(standing).toBe('assist')
      expect(routing.threshold).toBeNull()
    }),
    { numRuns: 15, seed: 20261127 },
  )
})
