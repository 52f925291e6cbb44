import { expect, test } from 'vitest'
import { verdictLetters } from '../calibrate/verdict-letters.ts'
import type { Certificate, CertifiedCriterion } from '../domain/certificate.ts'
import type { KeptRun } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { evalSetHash, partOf } from '../domain/eval-set-part.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import { type JudgedCriterion, placedCriteria, type Scorecard } from '../domain/scorecard.ts'
import { certificateOf, certifiedOf } from '../domain/testing/certificate-of.ts'
import { baselinePart, gateJudge, heldCriteria } from './gate-judge.ts'
import { judgeSet } from './judge-set.ts'
import { planSet } from './plan-set.ts'
import { LAB_OPTIONS, labDeps, labForm, labJudge, labSet, type Say } from './testing/lab-of.ts'

const form = labForm('form', { tone: 'Polite?' })
const reworded = labForm('form', { tone: 'Is the agent polite?' })

/** Every second fails. */
function conversations(count: number, { from = 0, ...more }: { from?: number; [key: string]: unknown } = {}) {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${String(from + at).padStart(3, '0')}`,
    raters: { tone: at % 2 === 1 ? 'f' : 'p' },
    ...more,
  }))
}

/** Right, but where the place of the conversation is one of these. */
function wrongAt(...wrong: number[]): Say {
  return (id) => {
    const at = Number(id.slice(1))
    return (at % 2 === 1) === wrong.includes(at) ? 'p' : 'f'
  }
}

async function judged(
  set: EvalSet,
  cards: readonly Scorecard[],
  say: Say,
  model = 'fake-1',
): Promise<KeptRun> {
  const deps = labDeps(cards, labJudge(say, { model }))
  return judgeSet(deps, set, planSet(deps.shelf, set, null), { ...LAB_OPTIONS, part: 'all' })
}

function hashIn(card: Scorecard, criterion = 'tone'): string {
  const asked = placedCriteria(card).find((one) => one.criterion.id === criterion)?.criterion
  return judgementHash(asked as JudgedCriterion, card.acts)
}

/** What a run certifies: each of these criteria, decided alone. */
function certified(
  set: EvalSet,
  { run, conversations }: KeptRun,
  entries: Partial<CertifiedCriterion>[] = [{}],
  part: Certificate['baseline']['part'] = 'open',
): Certificate {
  const criteria = entries.map((one) => certifiedOf({ companies: [], judgementHash: hashIn(form), ...one }))
  const letters = verdictLetters(conversations, [...new Set(criteria.map(({ criterion }) => criterion))])
  return certificateOf({
    judge: run.judge,
    set: { ...certificateOf().set, name: set.name, hash: evalSetHash(set) },
    criteria,
    baseline: {
      part,
      ...(part === 'tune' && { hash: evalSetHash(partOf(set, 'tune')) }),
      ...letters,
    },
  })
}

const hundred = labSet(conversations(100))

test('the same judge, asked the same, is unchanged: there is nothing to compare', async () => {
  const run = await judged(hundred, [form], wrongAt(1, 2))
  const { criteria, passed } = gateJudge(hundred, certified(hundred, run), run)
  expect(criteria).toEqual([
    {
      criterion: 'tone',
      judgementHash: hashIn(form),
      standing: 'auto',
      outcome: 'unchanged',
      right: null,
      compared: null,
      unjudged: 0,
    },
  ])
  expect(passed).toBe(true)
})

test('a changed wording that loses nothing is not worse, by the labels there are', async () => {
  const certificate = certified(hundred, await judged(hundred, [form], wrongAt(1, 2, 3)))
  const { criteria, passed } = gateJudge(
    hundred,
    certificate,
    await judged(hundred, [reworded], wrongAt(3, 4)),
  )
  // Gained 1 and 2, lost 4.
  expect(criteria).toMatchObject([
    {
      outcome: 'not_worse',
      right: { before: 97, after: 98 },
      compared: { n: 100, gained: 2, lost: 1 },
      unjudged: 0,
    },
  ])
  expect(passed).toBe(true)
})

test('another model that loses is worse, and so is one whose loss too few conversations rule out', async () => {
  const certificate = certified(hundred, await judged(hundred, [form], wrongAt()))
  const lost = gateJudge(
    hundred,
    certificate,
    await judged(hundred, [form], wrongAt(1, 2, 3, 4, 5, 6), 'fake-2'),
  )
  expect(lost).toMatchObject({
    passed: false,
    criteria: [
      { outcome: 'worse', right: { before: 100, after: 94 }, compared: { lost: 6, notWorse: false } },
    ],
  })
  // With none gained it is Wilson's one-sided bound of 6 in 100: .0716 − .0403.
  expect(lost.criteria[0]?.compared?.upper).toBeCloseTo(-0.0313, 4)
  // Nothing lost in 20: z² / (20 + z²) = .119 may still be.
  const twenty = labSet(conversations(20))
  const few = gateJudge(
    twenty,
    certified(twenty, await judged(twenty, [form], wrongAt())),
    await judged(twenty, [form], wrongAt(), 'fake-2'),
  )
  expect(few).toMatchObject({ passed: false, criteria: [{ outcome: 'worse', compared: { lost: 0, n: 20 } }] })
  expect(few.criteria[0]?.compared?.upper).toBeCloseTo(0.119, 3)
})

test('labels that changed since count as they are now, before and after', async () => {
  const before = await judged(hundred, [form], wrongAt())
  const certificate = certified(hundred, before)
  // Twenty passes turn out to be fails: the certified judge was wrong there, and the new one is right.
  const mended = labSet(
    conversations(100).map((one, at) => (at < 40 ? { ...one, raters: { tone: 'f' } } : one)),
  )
  const now = await judged(mended, [reworded], (id) =>
    Number(id.slice(1)) < 40 ? 'f' : wrongAt()(id, 'tone'),
  )
  expect(gateJudge(mended, certificate, now)).toMatchObject({
    setChanged: true,
    criteria: [{ outcome: 'not_worse', right: { before: 80, after: 100 } }],
  })
  expect(gateJudge(hundred, certificate, before).setChanged).toBe(false)
})

test('of a split set the labels of the tuning side are compared with what they were, where that is known', async () => {
  const dealt = (to: string) =>
    labSet(
      [
        ...conversations(20, { side: 'tune', raters: { tone: to } }),
        ...conversations(20, { from: 20, side: 'holdout' }),
      ],
      { test: 'split' },
    )
  const before = dealt('p')
  const run = await judged(partOf(before, 'tune'), [form], wrongAt())
  const certificate = certified(before, run, [{}], 'tune')
  expect(gateJudge(before, certificate, run).setChanged).toBe(false)
  expect(gateJudge(dealt('f'), certificate, run).setChanged).toBe(true)
  // The set's own hash is of the holdout, and says nothing of the tuning side.
  const { hash: _, ...older } = certificate.baseline
  expect(gateJudge(dealt('f'), { ...certificate, baseline: older }, run).setChanged).toBeNull()
})

test('what could not be judged for a passing cause fails the gate, whatever the rest says', async () => {
  const certificate = certified(hundred, await judged(hundred, [form], wrongAt()))
  const down = await judged(hundred, [reworded], (id) =>
    id === 'c007' ? ['u', { reason: 'provider_error' }] : wrongAt()(id, 'tone'),
  )
  expect(gateJudge(hundred, certificate, down)).toMatchObject({
    passed: false,
    criteria: [{ outcome: 'unjudged', unjudged: 1 }],
  })
})

test('what could not be judged is in no figure: it was not lost', async () => {
  const certificate = certified(hundred, await judged(hundred, [form], wrongAt()))
  const spentFrom = (first: string): Say => {
    return (id) => (id >= first ? ['u', { reason: 'budget_spent' }] : String(wrongAt(1)(id, 'tone')))
  }
  const some = await judged(hundred, [reworded], spentFrom('c060'))
  expect(gateJudge(hundred, certificate, some).criteria).toMatchObject([
    { outcome: 'unjudged', unjudged: 40, right: { before: 60, after: 59 }, compared: { n: 60, lost: 1 } },
  ])
  const none = await judged(hundred, [reworded], spentFrom('c000'))
  expect(gateJudge(hundred, certificate, none).criteria).toMatchObject([
    { outcome: 'unjudged', unjudged: 100, right: null, compared: null },
  ])
})

test('what the judge now cannot tell counts as lost', async () => {
  const certificate = certified(hundred, await judged(hundred, [form], wrongAt()))
  const silent = await judged(hundred, [reworded], (id) => (id < 'c010' ? 'u' : wrongAt()(id, 'tone')))
  expect(gateJudge(hundred, certificate, silent).criteria).toMatchObject([
    { outcome: 'worse', right: { before: 100, after: 90 }, unjudged: 0 },
  ])
})

test('a criterion that no form asks any more is gone, and fails the gate', async () => {
  const certificate = certified(hundred, await judged(hundred, [form], wrongAt()))
  const other = await judged(hundred, [labForm('form', { care: 'Caring?' })], wrongAt())
  expect(gateJudge(hundred, certificate, other)).toMatchObject({
    passed: false,
    criteria: [{ outcome: 'gone' }],
  })
})

test('what does not count is not held', async () => {
  const off = [{ standing: 'off' as const, because: 'agreement_too_low' as const }]
  const certificate = certified(hundred, await judged(hundred, [form], wrongAt()), off)
  const worse = await judged(hundred, [reworded], () => 'p')
  expect(gateJudge(hundred, certificate, worse)).toMatchObject({ passed: true, criteria: [] })
})

test('where nothing counts nobody has to be asked, and where something does, not having asked is no pass', async () => {
  const run = await judged(hundred, [form], wrongAt())
  const off = certified(hundred, run, [{ standing: 'off', because: 'agreement_too_low' }])
  expect(heldCriteria(off)).toEqual([])
  expect(gateJudge(hundred, off, null)).toMatchObject({ passed: true, criteria: [] })
  const counts = certified(hundred, run)
  expect(heldCriteria(counts)).toHaveLength(1)
  expect(gateJudge(hundred, counts, null)).toMatchObject({ passed: false, criteria: [] })
})

test('a certificate of another set is refused', async () => {
  const run = await judged(hundred, [form], wrongAt())
  const certificate = certified(hundred, run)
  expect(() => gateJudge({ ...hundred, name: 'may' }, certificate, run)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: `${certificate.id} is of the set june, not of may` }),
  )
})

test('of a split set the tuning side is held, and the holdout is not looked at', async () => {
  const split = labSet(
    [...conversations(60, { side: 'tune' }), ...conversations(40, { from: 60, side: 'holdout' })],
    { test: 'split' },
  )
  const tune = partOf(split, 'tune')
  const certificate = certified(split, await judged(tune, [form], wrongAt()), [{}], 'tune')
  expect(baselinePart(split, certificate).conversations).toHaveLength(60)
  const now = gateJudge(split, certificate, await judged(tune, [reworded], wrongAt(5)))
  expect(now).toMatchObject({ part: 'tune', criteria: [{ compared: { n: 60, lost: 1 } }] })
  expect(baselinePart(hundred, certified(hundred, await judged(hundred, [form], wrongAt())))).toBe(hundred)
})

test('conversations and labels that came since, or went, are no part of the comparison', async () => {
  const before = await judged(labSet(conversations(80)), [form], (id) =>
    id < 'c010' ? 'u' : wrongAt()(id, 'tone'),
  )
  const certificate = certified(hundred, before)
  const now = labSet([...conversations(80).slice(5), ...conversations(20, { from: 80 })])
  // Of 80, five went and five more had no verdict then.
  expect(gateJudge(now, certificate, await judged(now, [reworded], wrongAt())).criteria).toMatchObject([
    { compared: { n: 70 } },
  ])
})

test('a criterion that is asked in another company now is not unchanged', async () => {
  const inCompany =
    (company: string): Say =>
    (id) => [String(wrongAt()(id, 'tone')), { company }]
  const certificate = certified(hundred, await judged(hundred, [form], inCompany('a')), [
    { companies: ['a', 'b'] },
  ])
  const outcome = async (company: string) =>
    gateJudge(hundred, certificate, await judged(hundred, [form], inCompany(company))).criteria[0]?.outcome
  expect(await outcome('a')).toBe('unchanged')
  expect(await outcome('b')).toBe('unchanged')
  // Nothing lost, but the certificate says nothing of what is asked so.
  expect(await outcome('c')).toBe('not_worse')
})

test('a loss in the conversations of one wording is not hidden among those of another', async () => {
  const mailsAsked = (tone: string) => labForm('mails', { tone }, { appliesTo: { channels: ['email'] } })
  const chats = labForm('chats', { tone: 'Polite?' }, { appliesTo: { channels: ['chat'] } })
  const set = labSet([
    ...conversations(240),
    ...conversations(60, { from: 240, transcript: { channel: 'email' } }),
  ])
  const mails = mailsAsked('Polite in writing?')
  const entries = [{ judgementHash: hashIn(chats) }, { judgementHash: hashIn(mails) }]
  const certificate = certified(set, await judged(set, [chats, mails], wrongAt()), entries)
  const lost = Array.from({ length: 6 }, (_, at) => 241 + at)
  const now = await judged(set, [chats, mailsAsked('Is the mail polite?')], wrongAt(...lost))
  // Six of 60 mails are lost; of all 300 that would be 2 %, which passes.
  expect(gateJudge(set, certificate, now)).toMatchObject({
    passed: false,
    criteria: [
      { judgementHash: hashIn(chats), outcome: 'unchanged' },
      { judgementHash: hashIn(mails), outcome: 'worse', compared: { n: 60, lost: 6 } },
    ],
  })
  // Both forms ask as chats do now: what became of the other wording is seen in all.
  const alike = await judged(set, [chats, mailsAsked('Polite?')], wrongAt())
  expect(gateJudge(set, certificate, alike).criteria).toMatchObject([
    { outcome: 'unchanged' },
    { outcome: 'not_worse', compared: { n: 300 } },
  ])
})
