import fc from 'fast-check'
import { expect, test } from 'vitest'
import settings from '../calibrate/standing-settings.json' with { type: 'json' }
import { certifyJudge } from '../services/certify-judge.ts'
import type { Looking } from '../services/take-look.ts'
import { LAB_OPTIONS, labDeps, labForm, labJudge, labSet } from '../services/testing/lab-of.ts'
import { upperShare } from './binomial-tail.ts'
import type { Certificate, CertifiedCriterion } from './certificate.ts'
import { certificateInvariants } from './certificate-invariants.ts'
import type { EvalSet } from './eval-set.ts'
import { seededRandom } from './seeded-random.ts'
import { LEAST_KAPPA } from './standing-contradictions.ts'
import { certificateOf, certifiedOf } from './testing/certificate-of.ts'

const pathsOf = (given: Partial<Omit<Certificate, 'id'>>) =>
  certificateInvariants(certificateOf(given)).map(({ path }) => path)
const withOne = (given: Partial<CertifiedCriterion>) => ({ criteria: [certifiedOf(given)] })
const { set, baseline } = certificateOf()
const { routing, agreement, failRecall } = certifiedOf()
const assisting = {
  standing: 'assist',
  because: 'no_threshold',
  routing: { ...routing, threshold: null, accepted: null },
  // .9 of 200 agree
  disagreementBound: upperShare(20, 200, 0.05),
} satisfies Partial<CertifiedCriterion>

test('a certificate that can be is found to hold, standing alone and assisting', () => {
  expect(pathsOf({})).toEqual([])
  expect(pathsOf(withOne(assisting))).toEqual([])
})

const contradictions: [string, Partial<Omit<Certificate, 'id'>>, string[]][] = [
  ['auto on labels by models', { set: { ...set, labelledBy: 'models' } }, ['criteria[0].standing']],
  [
    'auto on labels by nobody knows whom',
    { set: { ...set, labelledBy: 'unknown' } },
    ['criteria[0].standing'],
  ],
  ['auto for a reason that assists', withOne({ because: 'no_threshold' }), ['criteria[0].standing']],
  [
    'assist for a reason of auto',
    withOne({ ...assisting, because: 'threshold_found' }),
    ['criteria[0].standing'],
  ],
  [
    'auto without a threshold',
    withOne({ routing: { ...routing, threshold: null } }),
    ['criteria[0].routing.threshold'],
  ],
  [
    'auto on nothing that was accepted',
    withOne({ routing: { ...routing, accepted: null }, disagreementBound: assisting.disagreementBound }),
    ['criteria[0].routing.accepted'],
  ],
  [
    // .95⁵⁸ = .051 > .05
    'auto on too few',
    withOne({
      routing: { ...routing, accepted: { n: 58, wrong: 0 } },
      disagreementBound: upperShare(0, 58, 0.05),
    }),
    ['criteria[0].routing.accepted'],
  ],
  [
    'a threshold where a person confirms each',
    withOne({ ...assisting, routing: { ...assisting.routing, threshold: 0.5 } }),
    ['criteria[0].routing.threshold'],
  ],
  [
    'more accepted than labelled',
    withOne({
      routing: { ...routing, accepted: { n: 201, wrong: 0 } },
      disagreementBound: upperShare(0, 201, 0.05),
    }),
    ['criteria[0].routing.accepted.n'],
  ],
  [
    'more wrong than accepted',
    withOne({ routing: { ...routing, accepted: { n: 120, wrong: 121 } } }),
    ['criteria[0].routing.accepted.wrong'],
  ],
  [
    'auto of raters who disagree',
    withOne({ ceiling: { rater: 0.3, judge: 0.3 } }),
    ['criteria[0].ceiling.rater'],
  ],
  [
    'off with a κ that is enough',
    withOne({ ...assisting, standing: 'off', because: 'agreement_too_low' }),
    ['criteria[0].because'],
  ],
  [
    'no better than chance with an interval above it',
    withOne({ ...assisting, standing: 'off', because: 'no_better_than_chance' }),
    ['criteria[0].because'],
  ],
  [
    'auto with a κ too low',
    withOne({ kappa: { value: 0.3, interval: [0.1, 0.5] } }),
    ['criteria[0].because'],
  ],
  [
    'assist with an interval that holds chance',
    withOne({ ...assisting, kappa: { value: 0.3, interval: [-0.1, 0.5] } }),
    ['criteria[0].because'],
  ],
  ['a standing without κ', withOne({ kappa: { value: null, interval: null } }), ['criteria[0].kappa.value']],
  [
    'a judge that is not able and decided',
    withOne({ ...assisting, standing: 'off', because: 'cannot_judge' }),
    ['criteria[0].n'],
  ],
  [
    'labels by models where people labelled',
    withOne({ ...assisting, because: 'labelled_by_models' }),
    ['criteria[0].because'],
  ],
  [
    'no threshold found among labels by models',
    { ...withOne(assisting), set: { ...set, labelledBy: 'models' } },
    ['criteria[0].because'],
  ],
  ['a bound that is too low', withOne({ disagreementBound: 0.01 }), ['criteria[0].disagreementBound']],
  ['κ above 1', withOne({ kappa: { value: 1.2, interval: [0.7, 1.3] } }), ['criteria[0].kappa.value']],
  [
    'an interval out of order',
    withOne({ ac1: { value: 0.85, interval: [0.9, 0.8] } }),
    ['criteria[0].ac1.interval'],
  ],
  [
    'an interval beside its value',
    withOne({ agreement: { ...agreement, interval: [0.91, 0.95] } }),
    ['criteria[0].agreement.interval'],
  ],
  [
    'an interval of nothing',
    withOne({ ac1: { value: null, interval: [0, 1] } }),
    ['criteria[0].ac1.interval'],
  ],
  ['agreement among others', withOne({ agreement: { ...agreement, n: 100 } }), ['criteria[0].agreement.n']],
  [
    'a share of no whole number',
    withOne({ agreement: { ...agreement, value: 0.901 } }),
    ['criteria[0].agreement.value'],
  ],
  [
    'more fails than conversations',
    withOne({ fails: 201 }),
    ['criteria[0].fails', 'criteria[0].failRecall.n'],
  ],
  [
    'another number of fails found by each',
    withOne({ failRecall: { ...failRecall, value: 0.875 } }),
    ['criteria[0].failRecall.value'],
  ],
  ['more than the set has', { set: { ...set, conversations: 199 } }, ['criteria[0].n']],
  ['an error of nothing', withOne({ routing: { ...routing, delta: 0 } }), ['criteria[0].routing.delta']],
  [
    'a map that is none',
    withOne({ calibrator: { map: 'isotonic', x: [0.5], fit: [0.6, 0.95] } }),
    ['criteria[0].calibrator'],
  ],
  ['a ceiling above 1', withOne({ ceiling: { rater: 2, judge: 0.8 } }), ['criteria[0].ceiling.rater']],
  ['the same wording twice', { criteria: [certifiedOf(), certifiedOf()] }, ['criteria[1]']],
  [
    'letters for other conversations',
    { baseline: { ...baseline, verdicts: { tone: 'pfp' } } },
    ['baseline.verdicts.tone'],
  ],
  [
    'a conversation twice',
    { baseline: { ...baseline, conversations: ['a', 'a'] } },
    ['baseline.conversations'],
  ],
  ['the baseline of an open set', { baseline: { ...baseline, part: 'open' } }, ['baseline.part']],
]

test.each(contradictions)('%s contradicts itself', (_, given, paths) => {
  expect(pathsOf(given)).toEqual(paths)
})

test('what is told says what would be right', () => {
  const [issue] = certificateInvariants(
    certificateOf(
      withOne({
        routing: { ...routing, accepted: { n: 100, wrong: 2 } },
        disagreementBound: upperShare(2, 100, 0.05),
      }),
    ),
  )
  // At most 1 of 100 proves 5 % at 95 %: the guide's table.
  expect(issue?.message).toBe(
    '2 wrong of 100 do not show, with an error of 0.05, that at most 0.05 are; at most 1 may be',
  )
  const [bound] = certificateInvariants(certificateOf(withOne({ disagreementBound: 0.01 })))
  expect(bound?.message).toMatch(/1 wrong of 120 at an error of 0.05; expected 0.03892/)
})

test('counts that no set has are refused without being worked out', () => {
  const huge = { n: 2 ** 53 - 1, wrong: 2 ** 52 }
  expect(pathsOf(withOne({ routing: { ...routing, accepted: huge } }))).toEqual([
    'criteria[0].routing.accepted.n',
  ])
})

test('the κ that is asked for is the one by which certificates are made', () => {
  expect(LEAST_KAPPA).toBe(settings.leastKappa)
})

interface World {
  seed: number
  count: number
  fails: number
  wrong: number
  parted: number
  labelledBy: EvalSet['labelledBy']
  blind: boolean
  isRedLine: boolean
  isSplit: boolean
}

const worlds: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  count: fc.constantFrom(40, 120, 260),
  fails: fc.constantFrom(0.02, 0.2, 0.5),
  wrong: fc.constantFrom(0, 0.01, 0.1, 0.3, 0.5),
  parted: fc.constantFrom(0, 0, 0.1, 0.5),
  labelledBy: fc.constantFrom<EvalSet['labelledBy']>('people', 'people', 'models', 'unknown'),
  blind: fc.constantFrom(true, true, true, false),
  isRedLine: fc.constantFrom(false, false, false, true),
  isSplit: fc.boolean(),
})

test('what is certified never contradicts itself', { timeout: 120_000 }, async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const certificate = await certify(world)
      for (const { because } of [...certificate.criteria, ...certificate.notCertified]) seen.add(because)
      expect(certificateInvariants(certificate)).toEqual([])
    }),
    { numRuns: 80, seed: 7 },
  )
  expect([...seen]).toEqual(expect.arrayContaining(['threshold_found', 'no_threshold', 'labelled_by_models']))
})

/** A made-up judge on a made-up set, as the numbers say. */
async function certify(world: World) {
  const random = seededRandom(world.seed)
  const said = new Map<string, [string, number]>()
  const cases = Array.from({ length: world.count }, (_, at) => {
    const id = `c${String(at).padStart(3, '0')}`
    const isFail = random() < world.fails
    const isWrong = random() < world.wrong
    said.set(id, [
      random() < 0.03 ? 'u' : isWrong && random() < 0.2 ? 'n' : isFail !== isWrong ? 'f' : 'p',
      isWrong ? 0.6 : 0.95,
    ])
    const other = random() < world.parted
    return {
      id,
      raters: { tone: `${isFail ? 'f' : 'p'}${isFail !== other ? 'f' : 'p'}` },
      label: world.blind ? { blind: true } : {},
      selection: { how: 'random' as const, probability: 0.05, stratum: null },
      ...(world.isSplit && { side: at % 3 === 0 ? ('tune' as const) : ('holdout' as const) }),
    }
  })
  const asked = { tone: 'Polite?' }
  const red = { redLines: [{ id: 'tone', by: 'judgment', asks: 'Insulting?', effect: 'zero' }] }
  const form = world.isRedLine ? labForm('form', { care: 'Caring?' }, red) : labForm('form', asked)
  const judge = labJudge((id) => {
    const [verdict, raw] = said.get(id) ?? ['u', 0]
    return [
      verdict,
      { confidence: { raw, calibrated: null }, ...(verdict === 'u' && { reason: 'judge_cannot_tell' }) },
    ]
  })
  const looking: Looking = {
    book: { add: async (make) => ({ ...make([]), previous: '' }) },
    ...{ by: 'Li', why: 'June', verb: 'eval certify', overrideReason: null },
  }
  const options = { ...LAB_OPTIONS, by: 'Li', looking }
  const given = labSet(cases, {
    labelledBy: world.labelledBy,
    test: world.isSplit ? 'split' : 'open',
  })
  return (await certifyJudge(labDeps([form], judge), given, options)).certificate
}
