import { expect, test } from 'vitest'
import type { Label } from '../domain/eval-set.ts'
import type { KeptSet, SetAdditions, SettledScores } from '../domain/rater-scores.ts'
import { importAdjudications } from './import-adjudications.ts'
import { keptSetOf, labelOf } from './testing/kept-set-of.ts'

const parted = () => keptSetOf({ a: { tone: { li: 'pass', wang: 'fail' } } }, ['li', 'wang'])

function settledOf(
  by: string | null,
  labels: Record<string, Label>,
  more: Partial<SettledScores> = {},
): SettledScores {
  return { file: 'settled.csv', line: 2, id: 'a', by, labels, fields: {}, ...more }
}

async function run(set: KeptSet, scores: SettledScores[]) {
  const appended: SetAdditions[] = []
  const readings = async function* () {
    for (const one of scores) yield { scores: one }
  }
  const append = async (additions: SetAdditions) => {
    appended.push(additions)
  }
  const told = await importAdjudications({ set, append }, readings(), { dryRun: false })
  return { ...told, added: appended.flatMap(({ settled }) => settled) }
}

test('a settled verdict closes the disagreement and is added beside the raters’ own', async () => {
  const set = parted()
  const { settled, disagreements, added } = await run(set, [settledOf('组长', { tone: labelOf('fail') })])
  expect(settled).toEqual({ new: 1, changed: 0, known: 0, open: 0 })
  expect(disagreements).toBe(0)
  expect(added).toEqual([{ id: 'a', by: '组长', labels: { tone: labelOf('fail') } }])
  expect(set.conversations.get('a')?.labels.get('tone')?.size).toBe(2)
})

test('what was left open is counted and stays open', async () => {
  const { settled, disagreements } = await run(parted(), [settledOf(null, {})])
  expect([settled.open, disagreements]).toEqual([1, 1])
})

test('the same table again settles nothing anew, also after somebody settled it otherwise', async () => {
  const set = parted()
  const first = settledOf('li', { tone: labelOf('fail') })
  await run(set, [first])
  expect((await run(set, [first])).settled).toMatchObject({ new: 0, known: 1 })
  const second = await run(set, [settledOf('wang', { tone: labelOf('pass') })])
  expect(second.settled).toMatchObject({ new: 1, changed: 1 })
  expect((await run(set, [first])).settled).toMatchObject({ new: 0, known: 1 })
  expect(set.conversations.get('a')?.settled.get('tone')?.at(-1)?.verdict).toBe('pass')
})

test('what is settled back to an earlier verdict is kept, and counts from then on', async () => {
  const set = parted()
  await run(set, [settledOf('li', { tone: labelOf('fail') })])
  await run(set, [settledOf('wang', { tone: labelOf('pass') })])
  // By somebody else, and by the same person at another time: both say anew what was said first.
  const back = await run(set, [settledOf('chen', { tone: labelOf('fail') })])
  expect(back.settled).toEqual({ new: 1, changed: 1, known: 0, open: 0 })
  expect(back.added).toEqual([{ id: 'a', by: 'chen', labels: { tone: labelOf('fail') } }])
  const forth = settledOf('wang', { tone: labelOf('pass', { at: '2026-06-02T08:00:00Z' }) })
  expect((await run(set, [forth])).settled).toMatchObject({ new: 1, changed: 1, known: 0 })
  const settled = set.conversations.get('a')?.settled.get('tone') ?? []
  expect(settled.map(({ verdict, by }) => [verdict, by])).toEqual([
    ['fail', 'li'],
    ['pass', 'wang'],
    ['fail', 'chen'],
    ['pass', 'wang'],
  ])
})

test.each([
  ['nobody says who', settledOf(null, { tone: labelOf('fail') }), 'give --by'],
  ['nobody scored it', settledOf('li', { smile: labelOf('fail') }), 'nobody labelled "smile"'],
  ['the conversation is nowhere', settledOf('li', { tone: labelOf('fail') }, { id: 'z' }), '"z"'],
  ['a turn is not there', settledOf('li', { tone: labelOf('fail', { turns: [9] }) }), '1 to 2'],
])('a settled verdict is set aside where %s', async (_name, scores, message) => {
  const { problems, added } = await run(parted(), [scores])
  expect(problems[0]).toMatchObject({ file: 'settled.csv', line: 2 })
  expect(problems[0]?.message).toContain(message)
  expect(added).toEqual([])
})

test('whether whoever settled it was blind is kept', async () => {
  const { added } = await run(parted(), [settledOf('组长', { tone: labelOf('fail', { blind: true }) })])
  expect(added[0]?.labels.tone?.blind).toBe(true)
})
