import { expect, test } from 'vitest'
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
