import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { shippedScorecards } from '../src/app.ts'
import type { EvalSet, Label, LabelledConversation, LabelVerdict } from '../src/domain/eval-set.ts'
import { seededRandom } from '../src/domain/seeded-random.ts'
import { readEvalSet } from '../src/files/read-eval-set.ts'
import { readWeights } from '../src/files/read-weights.ts'
import { makeDecideConversation } from '../src/judge/builtin/decide-conversation.ts'
import type { BuiltinModel } from '../src/judge/builtin/model.ts'
import { kappaOf } from '../src/judge/builtin/training/agreement.ts'
import { decodeWeights } from '../src/judge/builtin/weights.ts'
import { trainJudge } from '../src/services/train-judge.ts'

const BLAME = 'no_blame_shifting'
const root = fileURLToPath(new URL('..', import.meta.url))
const [{ set }, { model: base }, scorecards] = await Promise.all([
  readEvalSet(`${root}eval/sets/training-v1`),
  readWeights(`${root}data/judge/builtin.weights`),
  shippedScorecards(),
])

/** Whether the customer is passed on to somebody else. */
function isPassedOn({ transcript, acts }: LabelledConversation): boolean {
  const announced = Object.values(acts ?? {}).some((performed) => performed.includes('transfer_notice'))
  return announced || transcript.turns.some(({ event }) => event === 'transfer')
}

function byGuideline({ labels }: LabelledConversation): LabelVerdict {
  return labels[BLAME]?.rater?.verdict ?? 'pass'
}

/**
 * A team where whoever is asked first has to see it through (首问负责制): passing the customer on is pushing the work
 * away too, however warmly it is done.
 */
function byTeam(one: LabelledConversation): LabelVerdict {
  return isPassedOn(one) ? 'fail' : byGuideline(one)
}

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const random = seededRandom(seed)
  return values
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}

const dealt = shuffled(set.conversations, 2026)
const unseen = dealt.slice(0, 200)
/** Sixty others; a third of them were passed on, because the team takes care that its own rule comes up. */
const passedOn = dealt.slice(200).filter(isPassedOn).slice(0, 20)
const learnt = [
  ...passedOn,
  ...dealt
    .slice(200)
    .filter((one) => !isPassedOn(one))
    .slice(0, 40),
]

/** What the team would hand in: its own verdicts on one criterion, no acts, and no groups. */
function teamSet(): EvalSet {
  const conversations = learnt.map((one): LabelledConversation => {
    const li: Label = { verdict: byTeam(one), turns: [], confidence: null, note: null }
    return { transcript: one.transcript, group: one.transcript.id, labels: { [BLAME]: { li } }, acts: null }
  })
  return { ...set, name: 'team', labelledBy: 'people', raters: ['li'], conversations }
}

const VERDICTS = ['pass', 'fail', 'not_applicable']
const places = (verdicts: readonly (string | undefined)[]) =>
  verdicts.map((verdict) => VERDICTS.indexOf(verdict ?? 'pass'))

/** What a model decides of the other conversations, criterion by criterion. */
function decisionsOf(model: BuiltinModel) {
  const decide = makeDecideConversation(model)
  const all = unseen.map(({ transcript }) => decide(transcript).decisions)
  return (criterion: string) => {
    const place = model.criteria.findIndex((one) => one.criterion === criterion)
    return all.map((decisions) => decisions[place])
  }
}

let tuned: BuiltinModel
let before: ReturnType<typeof decisionsOf>
let after: ReturnType<typeof decisionsOf>
beforeAll(() => {
  tuned = decodeWeights(trainJudge(teamSet(), { measureSets: [], scorecards, base }).weights)
  before = decisionsOf(base)
  after = decisionsOf(tuned)
})

test('sixty conversations that a stricter team scored make the judge follow it on 200 others', () => {
  const verdicts = (decide: typeof before) => decide(BLAME).map((one) => one?.verdict)
  const kappa = (decide: typeof before) =>
    kappaOf(places(verdicts(decide)), places(unseen.map(byTeam)), VERDICTS.length) ?? 0
  // .65 before, .87 after; over six other draws +.10 to +.25
  expect(kappa(after)).toBeGreaterThan(kappa(before) + 0.1)
})

test('it comes to fail what only the team fails, and goes on judging the rest as before', () => {
  /** The share of these conversations that is judged as the team does. */
  const right = (decide: typeof before, among: (one: LabelledConversation) => boolean) => {
    const asTeam = unseen.flatMap((one, at) =>
      among(one) ? [decide(BLAME)[at]?.verdict === byTeam(one)] : [],
    )
    return asTeam.filter((is) => is).length / asTeam.length
  }
  const onlyTeam = (one: LabelledConversation) => byTeam(one) !== byGuideline(one)
  // 18 of the 200: the shipped judge fails 1, the tuned one 15.
  expect(unseen.filter(onlyTeam)).toHaveLength(18)
  expect(right(before, onlyTeam)).toBeLessThan(0.2)
  expect(right(after, onlyTeam)).toBeGreaterThan(0.6)
  // Of the other 182 it judges 164 as the team does before, 172 after.
  const both = (one: LabelledConversation) => !onlyTeam(one)
  expect(right(after, both)).toBeGreaterThan(right(before, both) - 0.04)
})

test('the other nine criteria stay as they were, verdict by verdict', () => {
  const others = base.criteria.filter(({ criterion }) => criterion !== BLAME)
  expect(others).toHaveLength(9)
  for (const { criterion } of others) expect(after(criterion)).toEqual(before(criterion))
})
