import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCheckRegistry } from '../checks/registry.ts'
import { Certificate } from '../domain/certificate.ts'
import { certificateId } from '../domain/certificate-id.ts'
import type { EvalSet, Selection, Side } from '../domain/eval-set.ts'
import { evalSetHash, partOf } from '../domain/eval-set-part.ts'
import type { Finding } from '../domain/finding.ts'
import type { HoldoutLook } from '../domain/holdout-look.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { type CertifyOptions, certifyJudge } from './certify-judge.ts'
import { prepareScorecards } from './prepare-scorecards.ts'
import { type RunEvalDeps, runEval } from './run-eval.ts'
import type { Looking } from './take-look.ts'
import {
  LAB_OPTIONS,
  type LabJudge,
  labDeps,
  labForm,
  labJudge,
  labRuns,
  labSet,
  type Say,
} from './testing/lab-of.ts'

const form = labForm('form', { tone: 'Polite?', care: 'Caring?' })
const random: Selection = { how: 'random', probability: 0.05, stratum: null }

/** Conversations of which every second fails on tone, drawn at random and labelled blind by people. */
function drawn(
  count: number,
  { from = 0, side, ...more }: { from?: number; side?: Side; [key: string]: unknown } = {},
) {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${String(from + at).padStart(3, '0')}`,
    raters: { tone: isFail(from + at) ? 'f' : 'p' },
    label: { blind: true },
    selection: random,
    ...(side && { side }),
    ...more,
  }))
}

function isFail(at: number): boolean {
  return at % 2 === 1
}

/** Right on tone with a confidence of .9; wrong where `isWrong` says so. */
function truthful(
  isWrong: (at: number) => boolean = () => false,
  raw: (at: number) => number = () => 0.9,
): (id: string) => [string, Partial<Finding>] {
  return (id) => {
    const at = Number(id.slice(1))
    return [isFail(at) === isWrong(at) ? 'p' : 'f', { confidence: { raw: raw(at), calibrated: null } }]
  }
}

function lookingOf(): { looks: HoldoutLook[]; looking: Looking } {
  const looks: HoldoutLook[] = []
  const book: Looking['book'] = {
    async add(make) {
      const look = { ...make(looks), previous: '' }
      looks.push(look)
      return look
    },
  }
  return { looks, looking: { book, by: 'Li', why: 'June', verb: 'eval certify', overrideReason: null } }
}

async function certify(
  set: EvalSet,
  {
    judge = labJudge(truthful()),
    cards = [form],
    deps = {},
    ...options
  }: Partial<CertifyOptions> & { judge?: LabJudge; cards?: Scorecard[]; deps?: Partial<RunEvalDeps> } = {},
) {
  const looking = set.test === 'open' ? lookingOf().looking : null
  const all = { ...LAB_OPTIONS, by: 'Li', looking, ...options }
  const { certificate } = await certifyJudge(labDeps(cards, judge, deps), set, all)
  expect(Certificate.parse(JSON.parse(JSON.stringify(certificate)))).toEqual(certificate)
  return certificate
}

test('on random draws that people labelled blind a judge that is right stands alone', async () => {
  const certificate = await certify(labSet(drawn(90)))
  // .95⁹⁰ = .0099 ≤ .05/3: 90 right ones are enough, and the form allows 5 % at 95 %, in three looks.
  expect(certificate.criteria).toMatchObject([
    {
      criterion: 'tone',
      n: 90,
      standing: 'auto',
      routing: { alpha: 0.05, delta: 0.05 / 3, accepted: { n: 90, wrong: 0 } },
    },
  ])
  expect(certificate).toMatchObject({
    by: 'Li',
    at: '2026-06-30T08:00:00.000Z',
    judge: { judge: 'fake', model: 'fake-1' },
    scorecards: [{ id: 'form', version: 1 }],
    set: { name: 'june', labelledBy: 'people', part: 'open', conversations: 90 },
  })
  const { id, ...rest } = certificate
  expect(id).toBe(certificateId(rest))
})

test('the errors that a scorecard allows are those it is tested by', async () => {
  const cards = [labForm('form', { tone: 'Polite?' }, { routing: { alpha: 0.1, delta: 0.1 } })]
  // .9⁴⁴ = .0097 ≤ .1/3, and the grid begins at the 33 that this takes.
  const [tone] = (await certify(labSet(drawn(44)), { cards })).criteria
  expect(tone).toMatchObject({ standing: 'auto', routing: { alpha: 0.1, delta: 0.1 / 3 } })
  const [strict] = (await certify(labSet(drawn(44)))).criteria
  expect(strict).toMatchObject({ standing: 'assist', because: 'no_threshold' })
})

test('of scorecards that ask the same the strictest errors count', async () => {
  const cards = [
    labForm(
      'chats',
      { tone: 'Polite?' },
      { routing: { alpha: 0.1, delta: 0.01 }, appliesTo: { channels: ['chat'] } },
    ),
    labForm(
      'mails',
      { tone: 'Polite?' },
      { routing: { alpha: 0.02, delta: 0.1 }, appliesTo: { channels: ['email'] } },
    ),
  ]
  const mails = drawn(20, { from: 40, transcript: { channel: 'email' } })
  const [tone, ...others] = (await certify(labSet([...drawn(40), ...mails]), { cards })).criteria
  expect(others).toEqual([])
  expect(tone).toMatchObject({ n: 60, routing: { alpha: 0.02, delta: 0.01 / 3 } })
})

test('a holdout is measured by itself, each look at a third of the error, and the tuning side is the baseline', async () => {
  const set = labSet([...drawn(60, { side: 'holdout' }), ...drawn(20, { from: 60, side: 'tune' })], {
    test: 'split',
  })
  const { looks, looking } = lookingOf()
  const { criteria, set: of, baseline } = await certify(set, { looking })
  // .95⁶⁰ = .0461 > .05/3
  expect(criteria).toMatchObject([{ n: 60, because: 'no_threshold', routing: { delta: 0.05 / 3 } }])
  expect(of).toMatchObject({ part: 'holdout', conversations: 60 })
  expect(baseline.part).toBe('tune')
  expect(baseline.conversations).toEqual(drawn(20, { from: 60 }).map(({ id }) => id))
  expect(baseline.verdicts).toEqual({ tone: 'pf'.repeat(10) })
  // The set's hash is of the holdout alone.
  expect(baseline.hash).toBe(evalSetHash(partOf(set, 'tune')))
  expect(looks).toMatchObject([{ verb: 'eval certify', by: 'Li', subjects: { tone: expect.any(String) } }])
})

test('nobody certifies on a holdout without saying why, and nothing is asked', async () => {
  const set = labSet([...drawn(30, { side: 'holdout' }), ...drawn(2, { from: 30, side: 'tune' })], {
    test: 'split',
  })
  const judge = labJudge(truthful())
  await expect(certify(set, { judge })).rejects.toMatchObject({ code: 'USAGE' })
  expect(judge.asked).toEqual([])
})

test('a criterion that several forms word differently is certified for each wording by its own conversations', async () => {
  const cards = [
    labForm('chats', { tone: 'Polite?' }, { appliesTo: { channels: ['chat'] } }),
    labForm('mails', { tone: 'Polite in writing?' }, { appliesTo: { channels: ['email'] } }),
  ]
  const mails = drawn(20, { from: 120, transcript: { channel: 'email' } })
  const { criteria, notCertified } = await certify(labSet([...drawn(120), ...mails]), { cards })
  expect(criteria).toMatchObject([{ criterion: 'tone', n: 120, standing: 'auto' }])
  expect(notCertified).toMatchObject([{ criterion: 'tone', n: 20, because: 'too_few_labels' }])
  expect(notCertified[0]?.judgementHash).not.toBe(criteria[0]?.judgementHash)
})

test('how another wording’s conversations were chosen and labelled says nothing of this one', async () => {
  const cards = [
    labForm('chats', { tone: 'Polite?' }, { appliesTo: { channels: ['chat'] } }),
    labForm('mails', { tone: 'Polite in writing?' }, { appliesTo: { channels: ['email'] } }),
  ]
  const mail = { from: 90, transcript: { channel: 'email' } }
  const standings = async (mails: ReturnType<typeof drawn>) =>
    (await certify(labSet([...drawn(90), ...mails]), { cards })).criteria.map(({ because }) => because)
  // Another chance in the other channel, labels with the judge in view, and 40 picked by hand.
  const often: Selection = { ...random, probability: 0.5 }
  expect(await standings(drawn(90, { ...mail, selection: often }))).toEqual([
    'threshold_found',
    'threshold_found',
  ])
  expect(await standings(drawn(90, { ...mail, label: {} }))).toEqual(['threshold_found', 'not_blind'])
  const picked: Selection = { how: 'hand_picked', probability: null, stratum: null }
  expect(await standings(drawn(40, { ...mail, selection: picked }))).toEqual([
    'threshold_found',
    'not_random',
  ])
})

test('disputes beside enough random draws are left out of the figures', async () => {
  const disputes = drawn(40, { from: 90, selection: { how: 'dispute', probability: null, stratum: null } })
  // Wrong on every dispute.
  const judge = labJudge(truthful((at) => at >= 90))
  expect((await certify(labSet([...drawn(90), ...disputes]), { judge })).criteria).toMatchObject([
    { n: 90, standing: 'auto', agreement: { value: 1 } },
  ])
})

test('labels by models never let a judge stand alone', async () => {
  const [tone] = (await certify(labSet(drawn(200), { labelledBy: 'models' }))).criteria
  expect(tone).toMatchObject({
    standing: 'assist',
    because: 'labelled_by_models',
    routing: { threshold: null },
  })
})

test('a red line never stands alone', async () => {
  const cards = [
    labForm(
      'form',
      { care: 'Caring?' },
      { redLines: [{ id: 'tone', by: 'judgment', asks: 'Insulting?', effect: 'zero' }] },
    ),
  ]
  const [tone] = (await certify(labSet(drawn(200)), { cards })).criteria
  expect(tone).toMatchObject({ criterion: 'tone', standing: 'assist', because: 'red_line' })
})

test('a wording that is a red line on one of two scorecards never stands alone', async () => {
  const redLines = [{ id: 'tone', by: 'judgment', asks: 'Polite?', effect: 'zero' }]
  const [chats, mails] = [{ appliesTo: { channels: ['chat'] } }, { appliesTo: { channels: ['email'] } }]
  const set = labSet([...drawn(90), ...drawn(90, { from: 90, transcript: { channel: 'email' } })])
  // Whichever of the two it is on.
  for (const cards of [
    [labForm('a', { care: '?' }, { redLines, ...chats }), labForm('b', { tone: 'Polite?' }, mails)],
    [labForm('a', { tone: 'Polite?' }, chats), labForm('b', { care: '?' }, { redLines, ...mails })],
  ]) {
    expect((await certify(set, { cards })).criteria).toMatchObject([
      { criterion: 'tone', n: 180, standing: 'assist', because: 'red_line', routing: { threshold: null } },
    ])
  }
})

test('what a judge can decide nowhere is off, labelled or not; what it was not asked about is not named', async () => {
  const say: Say = (id, criterion) =>
    criterion === 'care' ? ['u', { reason: 'judge_not_able' }] : truthful()(id)
  const { criteria, baseline } = await certify(labSet(drawn(90)), { judge: labJudge(say) })
  expect(criteria.map(({ criterion, because, unscored }) => [criterion, because, unscored])).toEqual([
    ['tone', 'threshold_found', []],
    ['care', 'cannot_judge', [{ reason: 'judge_not_able', n: 90 }]],
  ])
  expect(Object.keys(baseline.verdicts)).toEqual(['tone'])
  const only = await certify(labSet(drawn(90)), { judge: labJudge(say), criteria: ['tone'] })
  expect(only.criteria.map(({ criterion }) => criterion)).toEqual(['tone'])
  const unable = labJudge(() => ['u', { reason: 'judge_not_able' }])
  expect((await certify(labSet(drawn(90)), { judge: unable })).criteria).toMatchObject([
    { criterion: 'tone', because: 'cannot_judge' },
    { criterion: 'care', because: 'cannot_judge' },
  ])
})

test('an open set that was run before it certifies lets nothing stand alone, and one that only certified does', async () => {
  const evalRuns = labRuns()
  const { looking } = lookingOf()
  const set = labSet(drawn(90))
  const because = async () =>
    (await certify(set, { deps: { evalRuns }, looking })).criteria.map((one) => one.because)
  expect(await because()).toEqual(['threshold_found'])
  expect(await because()).toEqual(['threshold_found'])
  const run = { ...LAB_OPTIONS, part: 'all' as const }
  await runEval(labDeps([form], labJudge(truthful()), { evalRuns }), set, run)
  expect(await because()).toEqual(['looked_at_before'])
})

test('an open set is looked at by somebody who says why, unless models labelled it', async () => {
  await expect(certify(labSet(drawn(90)), { looking: null })).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('--why'),
  })
  const { criteria } = await certify(labSet(drawn(90), { labelledBy: 'models' }), { looking: null })
  expect(criteria).toMatchObject([{ because: 'labelled_by_models' }])
})

test('a criterion with levels, and a look beyond the budget, let nothing stand alone', async () => {
  const cards = [labForm('form', { tone: { asks: 'Polite?', levels: [0, 1, 2] } })]
  expect((await certify(labSet(drawn(90)), { cards })).criteria).toMatchObject([{ because: 'levels' }])
  const { looking } = lookingOf()
  const because = async (model: string, overrideReason: string | null) => {
    const judge = labJudge(truthful(), { model })
    const { criteria } = await certify(labSet(drawn(90)), { judge, looking: { ...looking, overrideReason } })
    return criteria[0]?.because
  }
  for (const model of ['a', 'b', 'c']) expect(await because(model, null)).toBe('threshold_found')
  await expect(because('d', null)).rejects.toMatchObject({ code: 'HOLDOUT_SPENT' })
  expect(await because('d', 'the audit wants it')).toBe('looks_spent')
})

test('of a holdout nothing is kept of labelled criteria that no look was counted for', async () => {
  const evalRuns = labRuns()
  const both = { raters: { tone: 'p', owns: 'p' } }
  const set = labSet(
    [...drawn(40, { side: 'holdout' }), ...drawn(4, { from: 40, side: 'tune' })].map((one) => ({
      ...one,
      ...both,
    })),
    { test: 'split' },
  )
  const cards = [labForm('form', { tone: 'Polite?', owns: 'Does it own the next step?' })]
  const judge = labJudge(() => 'p')
  const { looks, looking } = lookingOf()
  const run = { ...LAB_OPTIONS, part: 'holdout' as const, criteria: ['tone'], looking }
  await runEval(labDeps(cards, judge, { evalRuns }), set, run)
  expect(Object.keys(looks[0]?.subjects ?? {})).toEqual(['tone'])
  const found = evalRuns.all.flatMap(({ conversations }) => conversations.flatMap(({ findings }) => findings))
  expect(new Set(found.map(({ criterion }) => criterion))).toEqual(new Set(['tone']))
})

test('a judge that answered nothing for a passing cause is not certified', async () => {
  const judge = labJudge(() => ['u', { reason: 'provider_error' }])
  const { criteria, notCertified } = await certify(labSet(drawn(60)), { judge })
  expect(criteria).toEqual([])
  expect(notCertified).toMatchObject([{ criterion: 'tone', because: 'not_scored' }])
})

test('both runs are kept, and the runs that were asked are those of each side once', async () => {
  const set = labSet([...drawn(40, { side: 'holdout' }), ...drawn(4, { from: 40, side: 'tune' })], {
    test: 'split',
  })
  const evalRuns = labRuns()
  const judge = labJudge(truthful())
  await certify(set, { judge, deps: { evalRuns }, looking: lookingOf().looking })
  expect(evalRuns.all.map(({ run }) => [run.set.part, run.set.conversations])).toEqual([
    ['tune', 4],
    ['holdout', 40],
  ])
  expect(judge.asked.toSorted()).toEqual(drawn(44).map(({ id }) => id))
})

test('what an earlier run found is not taken over: it may have been asked in another company', async () => {
  const evalRuns = labRuns()
  const set = labSet(drawn(60))
  const inCompany =
    (company: string): Say =>
    (id) => {
      const [letter, more] = truthful()(id)
      return [letter, { ...more, company }]
    }
  const before = labDeps([form], labJudge(inCompany('old')), { evalRuns })
  await runEval(before, set, { ...LAB_OPTIONS, part: 'all' })
  const judge = labJudge(inCompany('now'))
  const [tone] = (await certify(set, { judge, deps: { evalRuns } })).criteria
  expect(tone?.companies).toEqual(['now'])
})

test.each<[string, Partial<EvalSet>, string, string, RegExp]>([
  ['a set that may have been tuned on', { test: 'none' }, 'fake', 'USAGE', /eval split june/],
  ['no judge', {}, 'none', 'USAGE', /name one with --judge/],
  [
    'a set that may have taught the built-in judge',
    { purpose: 'train' },
    'builtin',
    'EVAL_SET_LEAK',
    /purpose: measure/,
  ],
])('%s certifies nothing, and is asked nothing', async (_, about, name, code, message) => {
  const judge = labJudge(truthful(), { judge: name })
  await expect(certify(labSet(drawn(60), about), { judge })).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  })
  expect(judge.asked).toEqual([])
})

test('a set for training certifies a judge that it did not teach', async () => {
  expect((await certify(labSet(drawn(60), { purpose: 'train' }))).criteria).toHaveLength(1)
})

test('a set that an example of the scorecard stands in certifies nothing', async () => {
  const said = 'the parcel left our warehouse on Monday and nobody can stop it'
  const examples = [{ quote: said, verdict: 'fail', why: 'no' }]
  const cards = [labForm('form', { tone: { asks: 'Polite?', examples } })]
  const turns = [{ id: 1, role: 'agent' as const, text: said }]
  const set = labSet([...drawn(59), ...drawn(1, { from: 59, transcript: { turns } })])
  await expect(certify(set, { cards })).rejects.toMatchObject({ code: 'EVAL_SET_LEAK' })
})

test('certified again with its certificate in place, a judge gets the same figures', async () => {
  // 54 of 540 at .89, of which 27 are wrong, and 486 at .9, all right.
  const raw = (at: number) => (at % 10 === 0 ? 0.89 : 0.9)
  const judge = () => labJudge(truthful((at) => at % 20 === 0, raw))
  const set = labSet(drawn(540))
  const first = await certify(set, { judge: judge() })
  expect(first.criteria).toMatchObject([
    { standing: 'auto', calibrator: { map: expect.any(String) }, routing: { threshold: 0.9 } },
  ])
  const again = judge()
  const shelf = prepareScorecards([form], makeCheckRegistry([]), again.configuration, [first])
  const { certificate, evaluated } = await certifyJudge(labDeps([form], again, { shelf }), set, {
    ...LAB_OPTIONS,
    by: 'Li',
    looking: lookingOf().looking,
  })
  // The first certificate was at work, and changed the confidence of all that the second is worked out from.
  const tones = evaluated.conversations.flatMap(({ findings }) =>
    findings.filter(({ criterion }) => criterion === 'tone'),
  )
  expect(tones.map(({ standing }) => standing)).toEqual(
    drawn(540).map((_, at) => (raw(at) === 0.9 ? 'auto' : 'assist')),
  )
  for (const { confidence } of tones) expect([null, confidence.raw]).not.toContain(confidence.calibrated)
  expect(certificate).toEqual(first)
})

test('the order of conversations makes no other certificate', async () => {
  const both = drawn(60).map((one, at) => ({
    ...one,
    raters: at < 40 ? { ...one.raters, care: 'p' } : one.raters,
  }))
  // Some name care first, some tone.
  const cases = both.map((one, at) => ({
    ...one,
    raters: Object.fromEntries(
      at % 3 === 0 ? Object.entries(one.raters) : Object.entries(one.raters).reverse(),
    ),
  }))
  const judge = () =>
    labJudge(
      truthful(
        (at) => at % 11 === 3,
        (at) => 0.5 + (at % 5) / 10,
      ),
    )
  const straight = await certify(labSet(cases), { judge: judge() })
  expect(straight.criteria.length + straight.notCertified.length).toBe(2)
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), async (places) => {
      const shuffled = cases
        .map((one) => ({ one, place: places.next().value ?? 0 }))
        .sort((a, b) => a.place - b.place)
      expect(await certify(labSet(shuffled.map(({ one }) => one)), { judge: judge() })).toEqual(straight)
    }),
    { numRuns: 5, seed: 20261127 },
  )
})
