import { expect, test } from 'vitest'
import type { EvalRun } from '../domain/eval-run.ts'
import { type HoldoutLook, lookHash } from '../domain/holdout-look.ts'
import { refuseLostLooks } from './refuse-lost-looks.ts'
import { keptRunOf } from './testing/kept-run-of.ts'

const AT = '2026-06-30T08:00:00.000Z'

function lookOf(more: Partial<HoldoutLook> = {}): HoldoutLook {
  const said = { at: AT, by: 'Li', why: 'June', verb: 'eval run', overrideReason: null, previous: '' }
  return { ...said, run: 'r_1', part: 'holdout', subjects: { tone: 'a' }, ...more }
}

/** A kept run on a side, counted as a look where one is given. */
function runOf(look: HoldoutLook | null, part: EvalRun['set']['part'] = 'holdout', id = 'r_1'): EvalRun {
  const { run } = keptRunOf({ run: { id, at: AT, ...(look && { look: lookHash(look) }) } })
  return { ...run, set: { ...run.set, part } }
}

function refusal(looks: HoldoutLook[], kept: EvalRun[]): unknown {
  try {
    refuseLostLooks(looks, kept, 'sets/june/holdout-looks.jsonl')
    return null
  } catch (error) {
    return error
  }
}

test('a record that has the look of every run that was counted as one is relied on', () => {
  const [first, second] = [lookOf(), lookOf({ run: 'r_2' })]
  expect(refusal([first, second], [runOf(first), runOf(second, 'all', 'r_2')])).toBeNull()
})

test('a look whose run failed, so that it was never kept, is no loss', () => {
  expect(refusal([lookOf()], [])).toBeNull()
})

test.each(['holdout', 'all'] as const)(
  'a run on %s that no line names is refused with its date and place',
  (part) => {
    expect(refusal([lookOf({ run: 'r_2' })], [runOf(lookOf(), part)])).toMatchObject({
      code: 'EVAL_SET_INVALID',
      file: 'sets/june/holdout-looks.jsonl',
      message: expect.stringContaining('restore it from version control'),
      issues: [{ path: 'run r_1', message: `of ${AT} on sets/june: no line names this run` }],
    })
  },
)

test.each<Partial<HoldoutLook>>([
  { subjects: { tone: 'b' } },
  { subjects: {} },
  { by: 'Wu' },
  { why: 'July' },
  { at: '2026-03-30T08:00:00.000Z' },
  { overrideReason: 'the regulator asks' },
  { part: 'open' },
])('a line that says something else than when its run was made is refused: %j', (change) => {
  expect(refusal([lookOf(change)], [runOf(lookOf())])).toMatchObject({
    issues: [{ message: expect.stringContaining('says something else than it did') }],
  })
})

test('a line that stands after another one now says the same still', () => {
  expect(refusal([lookOf({ previous: 'other' })], [runOf(lookOf())])).toBeNull()
})

test('what was kept before looks named their runs needs a look from before it, on the holdout', () => {
  const { run: _, part: __, ...old } = lookOf()
  expect(refusal([old], [runOf(null)])).toBeNull()
  expect(refusal([{ ...old, at: '2026-07-01T08:00:00.000Z' }], [runOf(null)])).toMatchObject({
    issues: [{ path: 'run r_1' }],
  })
  // A run on the whole of a set may be from before it was split.
  expect(refusal([], [runOf(null, 'all')])).toBeNull()
})

test('every run that is missing is named', () => {
  expect(refusal([], [runOf(lookOf()), runOf(lookOf(), 'all', 'r_2')])).toMatchObject({
    issues: [{ path: 'run r_1' }, { path: 'run r_2' }],
    message: expect.stringContaining('these runs were made'),
  })
})
