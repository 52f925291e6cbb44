import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeptRun, RunPart } from '../domain/eval-run.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { partOf } from '../domain/eval-set-part.ts'
import { compareRuns } from './compare-runs.ts'
import { judgeSet } from './judge-set.ts'
import { planSet } from './plan-set.ts'
import { LAB_OPTIONS, labDeps, labForm, labJudge, labSet, type Say } from './testing/lab-of.ts'

const form = labForm('form', { tone: 'Polite?', care: 'Caring?' })
const OPTIONS = { criteria: [], titles: new Map(), replicates: 20 }

/** Every second fails on tone; care is labelled in the first ten. */
function conversations(count: number, more: Record<string, unknown> = {}) {
  return Array.from({ length: count }, (_, at) => ({
    id: `c${String(at).padStart(3, '0')}`,
    raters: { tone: at % 2 === 1 ? 'f' : 'p', ...(at < 10 && { care: 'p' }) },
    ...more,
  }))
}

/** Right on tone, but where the place of the conversation is one of these; never on care. */
function wrongAt(...wrong: number[]): Say {
  return (id, criterion) => {
    const at = Number(id.slice(1))
    return criterion === 'tone' && (at % 2 === 1) === wrong.includes(at) ? 'p' : 'f'
  }
}

async function judged(set: EvalSet, say: Say, part: RunPart = 'all', card = form): Promise<KeptRun> {
  const deps = labDeps([card], labJudge(say))
  const judgedPart = partOf(set, part)
  return judgeSet(deps, judgedPart, planSet(deps.shelf, judgedPart, null), { ...LAB_OPTIONS, part })
}

const sixty = labSet(conversations(60))

test('two runs are held against each other on what is labelled now, criterion by criterion', async () => {
  const [a, b] = [await judged(sixty, wrongAt(1, 2, 3, 4, 5, 6, 7)), await judged(sixty, wrongAt(7))]
  const titles = new Map([['tone', { 'zh-CN': '语气', en: 'Tone' }]])
  const compared = compareRuns(sixty, a, b, { ...OPTIONS, titles })
  expect(compared).toMatchObject({
    set: { name: 'june', labelledBy: 'people', part: 'all' },
    conversations: 60,
    leftOut: 0,
    notInBoth: [],
    alpha: 0.05,
    // 6 against 0, and 10 both wrong on care: Holm makes 2/64 of 1/64.
    criteria: [
      {
        criterion: 'tone',
        title: { en: 'Tone' },
        n: 60,
        fixed: 6,
        broken: 0,
        bothWrong: 1,
        adjustedP: 2 / 64,
      },
      { criterion: 'care', title: null, n: 10, fixed: 0, broken: 0, bothWrong: 10, adjustedP: 1 },
    ],
  })
  expect(compared.criteria.map(({ finding }) => finding)).toEqual(['better', 'not_enough'])
  expect([compared.a, compared.b]).toEqual([a.run, b.run])
})

test('labels that changed since the runs count as they are now', async () => {
  const [a, b] = [await judged(sixty, wrongAt()), await judged(sixty, wrongAt(0, 2))]
  const changed = labSet(
    conversations(60).map((one, at) => (at === 0 ? { ...one, raters: { tone: 'f' } } : one)),
  )
  expect(compareRuns(changed, a, b, OPTIONS).criteria[0]).toMatchObject({ fixed: 1, broken: 1 })
})

test('the holdout is compared at a third of the error, the tuning side at the whole', async () => {
  const split = labSet(
    conversations(60).map((one, at) => ({
      ...one,
      side: at < 30 ? ('tune' as const) : ('holdout' as const),
    })),
    { test: 'split' },
  )
  for (const [part, alpha, n] of [
    ['holdout', 0.05 / 3, 30],
    ['all', 0.05 / 3, 60],
    ['tune', 0.05, 30],
  ] as const) {
    const [a, b] = [await judged(split, wrongAt(), part), await judged(split, wrongAt(31), part)]
    const compared = compareRuns(split, a, b, OPTIONS)
    expect([compared.alpha, compared.conversations]).toEqual([alpha, n])
    // How often it was tried says something of a tuning side alone.
    const counted = compareRuns(split, a, b, { ...OPTIONS, tries: 9 })
    expect(counted.tries).toBe(part === 'tune' ? 9 : null)
  }
})

test('runs of another set, or of different parts of it, are refused by their names', async () => {
  const run = await judged(sixty, wrongAt())
  const other = await judged({ ...sixty, name: 'may' }, wrongAt())
  for (const [a, b] of [
    [run, other],
    [other, run],
  ] as const)
    expect(() => compareRuns(sixty, a, b, OPTIONS)).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: `the run ${other.run.id} is of the set may, not of june`,
      }),
    )
  const tune = { ...run, run: { ...run.run, id: 'r_tune', set: { ...run.run.set, part: 'tune' as const } } }
  expect(() => compareRuns(sixty, run, tune, OPTIONS)).toThrow(
    `the runs are of different parts of june: ${run.run.id} of all, r_tune of tune`,
  )
})

test('a conversation whose words changed since, or that one run has not, is left out and counted', async () => {
  const [a, b] = [await judged(sixty, wrongAt()), await judged(labSet(conversations(50)), wrongAt())]
  const turns = [{ id: 1, role: 'agent' as const, text: 'other words' }]
  const now = labSet(conversations(60).map((one, at) => (at < 3 ? { ...one, transcript: { turns } } : one)))
  // 50 in both, of which 3 have other words now; 10 only in A.
  expect(compareRuns(now, a, b, OPTIONS)).toMatchObject({ conversations: 47, leftOut: 13 })
})

test('runs without a conversation of the set as it is now are refused', async () => {
  const run = await judged(sixty, wrongAt())
  const other = labSet(conversations(60).map((one) => ({ ...one, id: `x${one.id}` })))
  expect(() => compareRuns(other, run, run, OPTIONS)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: expect.stringContaining('run it anew') }),
  )
})

test('a criterion that only one of the runs was asked is named, and not compared', async () => {
  const narrow = labForm('form', { tone: 'Polite?' })
  const [a, b] = [await judged(sixty, wrongAt()), await judged(sixty, wrongAt(), 'all', narrow)]
  const compared = compareRuns(sixty, a, b, OPTIONS)
  expect(compared.notInBoth).toEqual(['care'])
  const titles = new Map(['care', 'other'].map((id) => [id, { 'zh-CN': '项', en: 'One' }]))
  expect(Object.keys(compareRuns(sixty, a, b, { ...OPTIONS, titles }).titles)).toEqual(['care'])
  expect(compared.criteria.map(({ criterion }) => criterion)).toEqual(['tone'])
})

test('a criterion that is asked for is the only one, and one that nobody labelled is refused', async () => {
  const [a, b] = [await judged(sixty, wrongAt(1, 2, 3, 4, 5, 6)), await judged(sixty, wrongAt())]
  // Alone it is one test: 1/64 stays 1/64.
  const only = compareRuns(sixty, a, b, { ...OPTIONS, criteria: ['tone'] }).criteria
  expect(only).toMatchObject([{ criterion: 'tone', adjustedP: 1 / 64 }])
  expect(() => compareRuns(sixty, a, b, { ...OPTIONS, criteria: ['tone', 'owns'] })).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: 'nobody labelled "owns" in june; labelled are tone, care',
    }),
  )
})

test('what a run did not score is counted for it, and not in n', async () => {
  const silent: Say = (id, criterion) => (id < 'c005' ? 'u' : wrongAt()(id, criterion))
  const [a, b] = [await judged(sixty, silent), await judged(sixty, wrongAt())]
  expect(compareRuns(sixty, a, b, OPTIONS).criteria[0]).toMatchObject({
    n: 55,
    unscored: { a: 5, b: 0 },
    fixed: 0,
    unscoredWrong: { midP: 2 * 0.5 ** 5 - 0.5 ** 5 },
  })
})

test('the order of the set’s conversations changes no figure', async () => {
  const [a, b] = [await judged(sixty, wrongAt(1, 2, 9, 40)), await judged(sixty, wrongAt(2, 30))]
  const straight = compareRuns(sixty, a, b, OPTIONS)
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (places) => {
      const order = sixty.conversations.map((one) => ({ one, place: places.next().value ?? 0 }))
      const shuffled = order.sort((x, y) => x.place - y.place).map(({ one }) => one)
      const other = compareRuns({ ...sixty, conversations: shuffled }, a, b, OPTIONS)
      expect(other.criteria.toSorted((x, y) => (x.criterion < y.criterion ? 1 : -1))).toEqual(
        straight.criteria,
      )
    }),
    { numRuns: 20, seed: 20261127 },
  )
})
