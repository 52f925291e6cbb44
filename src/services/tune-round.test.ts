import { expect, test } from 'vitest'
import type { Judge } from '../judge/judge.ts'
import { runEval } from './run-eval.ts'
import { LAB_OPTIONS, labDeps, labForm, labJudge, labRuns, labSet } from './testing/lab-of.ts'
import { type TuneOptions, tuneRound } from './tune-round.ts'

const form = labForm('form', { tone: 'Polite?' })
const set = labSet(
  Array.from({ length: 40 }, (_, at) => ({
    id: `c${at}`,
    raters: { tone: at % 2 === 1 ? 'f' : 'p' },
    side: at < 20 ? ('tune' as const) : ('holdout' as const),
  })),
  { test: 'split' },
)
const always = (letter: string) => labJudge(() => letter)
const NOTHING_BEFORE: TuneOptions = { ...LAB_OPTIONS, last: null, first: null }

test('the first round judges the tuning side alone, and has nothing to compare with', async () => {
  const judge = always('p')
  const round = await tuneRound(labDeps([form], judge), set, NOTHING_BEFORE)
  expect(judge.asked.toSorted()).toEqual(Array.from({ length: 20 }, (_, at) => `c${at}`).sort())
  expect(round.kept.run.set).toMatchObject({ part: 'tune', conversations: 20 })
  expect([round.sinceLast, round.sinceFirst]).toEqual([null, null])
  expect(round.report.criteria[0]?.n).toBe(20)
})

test('a later round is held against the last and the first, and draws no interval of κ', async () => {
  const round = async (letter: string, before = NOTHING_BEFORE) =>
    tuneRound(labDeps([form], always(letter)), set, before)
  const first = (await round('n')).kept
  const last = (await round('p')).kept
  const now = await round('f', { ...LAB_OPTIONS, last, first })
  // All wrong, then all passes right, now all fails.
  expect(now.sinceFirst?.criteria).toMatchObject([{ fixed: 10, broken: 0, finding: 'better' }])
  expect(now.sinceLast?.criteria).toMatchObject([
    { fixed: 10, broken: 10, kappaDifference: { value: 0, interval: null } },
  ])
  expect(now.sinceLast).toMatchObject({ alpha: 0.05, a: { id: last.run.id }, b: { id: now.kept.run.id } })
})

test('each round is kept', async () => {
  const evalRuns = labRuns()
  const { kept } = await tuneRound(labDeps([form], always('p'), { evalRuns }), set, NOTHING_BEFORE)
  expect(evalRuns.all).toEqual([kept])
})

test('a set that has no tuning side is not tuned on', async () => {
  for (const test of ['open', 'none'] as const)
    await expect(
      tuneRound(labDeps([form], always('p')), { ...set, test }, NOTHING_BEFORE),
    ).rejects.toMatchObject({
      code: 'USAGE',
    })
})

const wide = labForm('form', { tone: 'Polite?', care: 'Caring?', owns: 'Owns it?' })

/** Notes which criteria are asked. */
function listening(configuration = {}) {
  const judge = labJudge(() => 'p', configuration)
  const criteria = new Set<string>()
  const asking: Judge = {
    ...judge,
    judge(transcript, asked, ...rest) {
      for (const { id } of asked) criteria.add(id)
      return judge.judge(transcript, asked, ...rest)
    },
  }
  return { asking, criteria }
}

test('a model is asked what is labelled on the tuning side and nothing else', async () => {
  const labelled = labSet(
    ['a', 'b'].map((id) => ({ id, raters: { tone: 'p', care: 'f' }, side: 'tune' as const })),
    { test: 'split' },
  )
  const { asking, criteria } = listening()
  const round = await tuneRound(labDeps([wide], asking), labelled, NOTHING_BEFORE)
  expect([[...criteria], round.notAsked]).toEqual([['tone', 'care'], ['owns']])
  expect(round.report.criteria.map(({ criterion, n }) => [criterion, n])).toEqual([
    ['tone', 2],
    ['care', 2],
  ])
  const named = listening()
  const deps = labDeps([wide], named.asking)
  const options = { ...NOTHING_BEFORE, criteria: ['care'], scorecard: deps.shelf.named('form') }
  expect((await tuneRound(deps, labelled, options)).notAsked).toEqual(['tone', 'owns'])
  expect([...named.criteria]).toEqual(['care'])
})

test('a judge without a prompt decides the whole form, since that costs nothing', async () => {
  const { asking, criteria } = listening({ promptHash: null })
  const round = await tuneRound(labDeps([wide], asking), set, NOTHING_BEFORE)
  expect([[...criteria], round.notAsked]).toEqual([['tone', 'care', 'owns'], []])
})

test('a whole run of the tuning side does not take over the fewer findings of a round', async () => {
  const evalRuns = labRuns()
  await tuneRound(labDeps([wide], always('p'), { evalRuns }), set, NOTHING_BEFORE)
  const again = always('p')
  await tuneRound(labDeps([wide], again, { evalRuns }), set, NOTHING_BEFORE)
  expect(again.asked).toEqual([])
  const whole = await runEval(labDeps([wide], again, { evalRuns }), set, { ...LAB_OPTIONS, part: 'tune' })
  expect(again.asked).toHaveLength(20)
  expect(whole.conversations[0]?.findings.map(({ criterion }) => criterion)).toEqual(['tone', 'care', 'owns'])
})
