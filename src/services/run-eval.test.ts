import { expect, test } from 'vitest'
import { makeCheckRegistry } from '../checks/registry.ts'
import type { EvalSet, LabelVerdict } from '../domain/eval-set.ts'
import { type HoldoutLook, lookHash } from '../domain/holdout-look.ts'
import { Scorecard } from '../domain/scorecard.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import type { Transcript } from '../domain/transcript.ts'
import { NO_USAGE } from '../domain/usage.ts'
import type { Judge } from '../judge/judge.ts'
import { prepareScorecards } from './prepare-scorecards.ts'
import { type RunEvalOptions, runEval } from './run-eval.ts'
import type { Looking } from './take-look.ts'
import { LAB_OPTIONS, labDeps, labForm, labJudge, labRuns, labSet } from './testing/lab-of.ts'

function card(id: string, criteria: string[], appliesTo = {}): Scorecard {
  return Scorecard.parse({
    id,
    version: 1,
    title: { 'zh-CN': '表', en: 'Form' },
    language: 'zh-CN',
    appliesTo,
    method: 'weighted',
    passMark: 80,
    sections: [
      {
        id: 'all',
        title: { 'zh-CN': '全部', en: 'All' },
        weight: 1,
        criteria: criteria.map((criterion) => ({
          id: criterion,
          title: { 'zh-CN': '语气', en: `Title of ${criterion}` },
          by: 'judgment',
          asks: '?',
          weight: 1,
        })),
      },
    ],
  })
}

/** Fails what the agent says "no" to, and remembers which criteria it was asked of whom. */
function fakeJudge(asked: string[]): Judge {
  return {
    configuration: { judge: 'fake', model: 'fake-1', promptHash: null, params: {} },
    judge: async ({ id, turns }, criteria) => ({
      findings: criteria.map((criterion) => {
        asked.push(`${id}:${criterion.id}`)
        const isFail = turns.some(({ text }) => text === 'no')
        return findingOf({ criterion: criterion.id, verdict: isFail ? 'fail' : 'pass', by: criterion.by })
      }),
      marks: null,
      usage: NO_USAGE,
    }),
  }
}

function setOf(
  conversations: { id: string; says: string; channel?: Transcript['channel']; tone: LabelVerdict }[],
  scorecards: string[] = [],
): EvalSet {
  return {
    name: 'set',
    title: null,
    labelledBy: 'people',
    purpose: 'measure',
    test: 'none',
    scorecards,
    raters: ['a'],
    conversations: conversations.map(({ id, says, channel = 'chat', tone }) => ({
      transcript: { id, channel, language: 'zh-CN', turns: [{ id: 1, role: 'agent', text: says }] },
      group: id,
      labels: { tone: { a: { verdict: tone, turns: [], confidence: null, note: null } } },
      acts: null,
    })),
  }
}

const three = setOf([
  { id: 'c1', says: 'yes', tone: 'pass' },
  { id: 'c2', says: 'no', tone: 'fail' },
  { id: 'c3', says: 'no', channel: 'email', tone: 'pass' },
])

async function run(set: EvalSet, cards: Scorecard[], options: Partial<RunEvalOptions> = {}) {
  const asked: string[] = []
  const judge = fakeJudge(asked)
  const shelf = prepareScorecards(cards, makeCheckRegistry([]), judge.configuration)
  const deps = { judge, shelf, clock: () => 0, software: 'test', asOfMs: 0, prompts: {}, evalRuns: null }
  const defaults = {
    scorecard: null,
    criteria: [],
    part: 'all' as const,
    folder: 'sets/set',
    looking: null,
    concurrency: 2,
    replicates: 50,
  }
  return { ...(await runEval(deps, set, { ...defaults, ...options })), asked, shelf }
}

test('each conversation is graded and held against the raters, by the name of its judge', async () => {
  const { report, withoutScorecard } = await run(three, [card('form', ['tone'])])
  expect(report.judge).toEqual({ judge: 'fake', model: 'fake-1', promptHash: null, params: {} })
  expect(report.criteria[0]).toMatchObject({ criterion: 'tone', n: 3, title: { en: 'Title of tone' } })
  expect(report.criteria[0]?.agreement.value).toBeCloseTo(2 / 3, 12)
  expect(report.criteria[0]?.disagreements.map(({ transcriptId }) => transcriptId)).toEqual(['c3'])
  expect(withoutScorecard).toEqual([])
})

test('without a named scorecard each conversation gets the one that fits, and what none fits is told', async () => {
  const { report, withoutScorecard } = await run(three, [card('chats', ['tone'], { channels: ['chat'] })])
  expect(withoutScorecard).toEqual(['c3'])
  expect(report.criteria[0]?.unscored).toEqual([{ reason: 'not_on_scorecard', n: 1 }])
})

test('the one scorecard that a set names serves every conversation', async () => {
  const cards = [card('chats', ['tone'], { channels: ['chat'] }), card('other', ['care'])]
  const named = { ...three, scorecards: ['chats'] }
  expect((await run(named, cards)).report.criteria[0]?.n).toBe(3)
})

test('of several that a set names each conversation gets the one that fits', async () => {
  const cards = [
    card('chats', ['tone'], { channels: ['chat'] }),
    card('mails', ['care'], { channels: ['email'] }),
  ]
  const { asked } = await run({ ...three, scorecards: ['chats', 'mails'] }, [...cards, card('any', ['else'])])
  expect(asked.toSorted()).toEqual(['c1:tone', 'c2:tone', 'c3:care'])
})

test('a scorecard that is asked for goes before what the set names', async () => {
  const cards = [card('mine', ['tone']), card('set', ['care'])]
  const { shelf } = await run(three, cards)
  const { asked } = await run({ ...three, scorecards: ['set'] }, cards, { scorecard: shelf.named('mine') })
  expect(asked.toSorted()).toEqual(['c1:tone', 'c2:tone', 'c3:tone'])
})

test('a criterion that is on no scorecard is named, and one that nobody labelled is refused', async () => {
  expect((await run(three, [card('form', ['care'])])).report.unknownCriteria).toEqual(['tone'])
  await expect(run(three, [card('form', ['tone'])], { criteria: ['care'] })).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('nobody labelled "care" in set; labelled are tone'),
  })
})

/** A record of looks in memory, and runs of one judge in it. */
function lab() {
  const looks: HoldoutLook[] = []
  const evalRuns = labRuns()
  const looking: Looking = {
    book: {
      add: async (make) => {
        const look = { ...make(looks), previous: '' }
        looks.push(look)
        return look
      },
    },
    by: 'Li',
    why: 'June',
    verb: 'eval run',
    overrideReason: null,
  }
  const form = labForm('form', { tone: 'Polite?' })
  const deps = labDeps(
    [form],
    labJudge(() => 'p'),
    { evalRuns },
  )
  const on = (set: EvalSet, options: Partial<RunEvalOptions> = {}) =>
    runEval(deps, set, { ...LAB_OPTIONS, part: 'holdout', looking, ...options })
  return { looks, evalRuns, on }
}

/** Conversations with labels, of which the first is for tuning and the others are held out. */
function splitSet(tones: string, about: Partial<EvalSet> = { test: 'split' }): EvalSet {
  const cases = Array.from(tones, (tone, at) => ({
    id: `c${at}`,
    raters: { tone },
    ...(about.test === 'split' && { side: at === 0 ? ('tune' as const) : ('holdout' as const) }),
  }))
  return labSet(cases, about)
}

test('the look names the run, and the run what made it and as which look it was counted', async () => {
  const { looks, evalRuns, on } = lab()
  const { run: made } = await on(splitSet('pppp'), { madeBy: 'eval certify' })
  const [look] = looks
  expect(look).toMatchObject({ run: made.id, part: 'holdout', by: 'Li' })
  expect(made).toMatchObject({ madeBy: 'eval certify', look: look && lookHash(look) })
  expect(evalRuns.all.map(({ run: kept }) => kept)).toEqual([made])
  expect((await on(splitSet('pppp'), { part: 'tune', looking: null })).run).toMatchObject({
    madeBy: 'eval run',
  })
})

test('the same judge on grown labels spends the budget: the fourth look in a quarter is refused', async () => {
  const { looks, on } = lab()
  for (const tones of ['pppp', 'ppppf', 'ppppff', 'pppp']) await on(splitSet(tones))
  expect(new Set(looks.map(({ subjects }) => subjects.tone)).size).toBe(3)
  await expect(on(splitSet('ppppffp'))).rejects.toMatchObject({ code: 'HOLDOUT_SPENT' })
})

test('the whole of a split set is the same look as its holdout, whatever is labelled for tuning', async () => {
  const { looks, on } = lab()
  await on(splitSet('pppp'))
  await on(splitSet('pppp'), { part: 'all' })
  await on(splitSet('fppp'), { part: 'all' })
  expect(new Set(looks.map(({ subjects }) => subjects.tone)).size).toBe(1)
})

test('a run on an open set is a look where it is counted: it needs a reason, and no more than three are had', async () => {
  const { looks, on } = lab()
  const open = (tones: string) => splitSet(tones, { test: 'open' })
  const counted = { part: 'all' as const, counted: true }
  await on(open('pppp'), { part: 'all', looking: null })
  await expect(on(open('pppp'), { ...counted, looking: null })).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringMatching(/open set.*--by and the reason with --why/),
  })
  for (const tones of ['pppp', 'ppppf', 'ppppff']) await on(open(tones), counted)
  expect(looks.map(({ part }) => part)).toEqual(['open', 'open', 'open'])
  await expect(on(open('ppppfff'), counted)).rejects.toMatchObject({ code: 'HOLDOUT_SPENT' })
  // Looking without being counted shows the figures and certifies nothing.
  await on(open('ppppfff'), { part: 'all', looking: null })
})

test('what is tuned on is no look, though the run of the other side is counted', async () => {
  const { looks, on } = lab()
  await on(splitSet('pppp'), { part: 'tune', counted: true, looking: null })
  expect(looks).toEqual([])
})

test('where the record lost the look of a kept run nothing more is looked at, on the holdout or the whole', async () => {
  const { looks, on, evalRuns } = lab()
  const { run: first } = await on(splitSet('pppp'))
  await on(splitSet('pppp'), { part: 'all' })
  looks.pop()
  await expect(on(splitSet('pppp'))).rejects.toMatchObject({ code: 'EVAL_SET_INVALID', issues: [{}] })
  looks.pop()
  for (const part of ['holdout', 'all'] as const)
    await expect(on(splitSet('pppp'), { part })).rejects.toMatchObject({
      code: 'EVAL_SET_INVALID',
      issues: [{ path: `run ${first.id}`, message: expect.stringContaining(first.at) }, {}],
    })
  expect([looks.length, evalRuns.all.length]).toEqual([0, 2])
})

test('runs on the whole of a set from before it was split need no look', async () => {
  const { on } = lab()
  await on(splitSet('pppp', { test: 'none' }), { part: 'all', looking: null })
  await expect(on(splitSet('pppp'))).resolves.toBeDefined()
})
