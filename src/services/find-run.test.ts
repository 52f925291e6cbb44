import { expect, test } from 'vitest'
import type { EvalRun } from '../domain/eval-run.ts'
import { findRun } from './find-run.ts'
import { keptRunOf } from './testing/kept-run-of.ts'

/** A store of runs, given newest first. */
function runsOf(...runs: Partial<EvalRun>[]) {
  const kept = runs.map((run) => keptRunOf({ run }))
  return {
    kept: async (id: string) => kept.find(({ run }) => run.id === id) ?? null,
    list: async (filter: { set?: string | undefined; idPrefix?: string | undefined }, limit: number) =>
      kept
        .map(({ run }) => run)
        .filter(({ set }) => filter.set === undefined || set.name === filter.set)
        .filter(({ id }) => id.startsWith(filter.idPrefix ?? ''))
        .slice(0, limit),
  }
}

const runs = runsOf({ id: 'r_ccc' }, { id: 'r_abb' }, { id: 'r_aaa' })
const idOf = async (wanted: string) => (await findRun(runs, wanted)).run.id

test('last is the newest, and last~2 the second before it', async () => {
  expect(await idOf('last')).toBe('r_ccc')
  expect(await idOf('last~0')).toBe('r_ccc')
  expect(await idOf('last~2')).toBe('r_aaa')
})

test('last counts among the runs that are asked about', async () => {
  const { set } = keptRunOf().run
  const mixed = runsOf({ id: 'r_other', set: { ...set, name: 'may' } }, { id: 'r_june' })
  expect((await findRun(mixed, 'last', { set: 'june' })).run.id).toBe('r_june')
  await expect(findRun(mixed, 'last~1', { set: 'june' })).rejects.toMatchObject({
    code: 'USAGE',
    message: 'there are only 1 runs of june; the oldest is last~0',
  })
  await expect(findRun(mixed, 'last', { set: 'april' })).rejects.toThrow('there are no runs of april yet')
})

test('further back than there are runs is refused, with how many there are', async () => {
  await expect(idOf('last~3')).rejects.toThrow('there are only 3 runs; the oldest is last~2')
  await expect(findRun(runsOf(), 'last')).rejects.toThrow(
    'there are no runs yet; `touchstone eval run` makes one',
  )
})

test('the start of an id is enough where it is the start of one', async () => {
  expect(await idOf('r_c')).toBe('r_ccc')
  expect(await idOf('r_aaa')).toBe('r_aaa')
  await expect(idOf('r_a')).rejects.toMatchObject({
    code: 'USAGE',
    message: 'several runs begin with "r_a"; give more of the id',
  })
})

test('an id that there is not is refused with those there are, and no name at all is no run', async () => {
  for (const wanted of ['r_x', '', 'last~', 'last~-1', 'last~1000', 'LAST'])
    await expect(idOf(wanted)).rejects.toMatchObject({
      code: 'USAGE',
      message: `there is no run "${wanted}"; the latest are r_ccc, r_abb, r_aaa; last and last~1 name them too`,
    })
  await expect(findRun(runsOf(), 'r_x')).rejects.toThrow('there are none yet')
})

test('a run that is listed and not kept is a fault of the store', async () => {
  await expect(findRun({ ...runs, kept: async () => null }, 'last')).rejects.toMatchObject({
    code: 'INTERNAL',
  })
})
