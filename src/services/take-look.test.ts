import { expect, test } from 'vitest'
import { type HoldoutLook, lookHash } from '../domain/holdout-look.ts'
import { type LookedAt, type Looking, takeLook } from './take-look.ts'
import { keptRunOf } from './testing/kept-run-of.ts'

const MAY = Date.UTC(2026, 4, 10)

function bookOf() {
  const looks: HoldoutLook[] = []
  const looking = (more: Partial<Looking> = {}): Looking => ({
    book: {
      async add(make) {
        const look = { ...make(looks), previous: '' }
        looks.push(look)
        return look
      },
    },
    by: 'Li',
    why: 'the June prompt',
    verb: 'eval run',
    overrideReason: null,
    ...more,
  })
  const look = (subjects: Record<string, string>, more: Partial<Looking> = {}, at = MAY) =>
    takeLook(looking(more), { part: 'holdout', run: `r_${looks.length}`, subjects, kept: [] }, at)
  const lookAt = (more: Partial<LookedAt>) =>
    takeLook(looking(), { part: 'holdout', run: 'r_1', subjects: { tone: 'a' }, kept: [], ...more }, MAY)
  return { looks, look, lookAt }
}

test('three looks at a criterion are taken in a quarter, and the fourth is refused and not kept', async () => {
  const { looks, look } = bookOf()
  for (const subject of ['a', 'b', 'c']) await look({ tone: subject })
  await expect(look({ tone: 'd' })).rejects.toMatchObject({
    code: 'HOLDOUT_SPENT',
    issues: [{ path: 'tone', message: '3 of 3 looks were taken in 2026-Q2' }],
  })
  expect(looks).toHaveLength(3)
})

test('each criterion has its own budget, and a refusal names those that are spent', async () => {
  const { look } = bookOf()
  for (const subject of ['a', 'b', 'c']) await look({ tone: subject, care: 'a' })
  await look({ care: 'b' })
  await expect(look({ tone: 'd', care: 'c', owns: 'a' })).rejects.toMatchObject({
    issues: [{ path: 'tone' }],
  })
})

test('what was looked at before is looked at again for nothing, also when the budget is spent', async () => {
  const { looks, look } = bookOf()
  for (const subject of ['a', 'b', 'a', 'b', 'b', 'c']) await look({ tone: subject })
  await look({ tone: 'a' })
  expect(looks).toHaveLength(7)
})

test('the next quarter begins anew', async () => {
  const { look } = bookOf()
  for (const subject of ['a', 'b', 'c']) await look({ tone: subject })
  await expect(look({ tone: 'd' }, {}, Date.UTC(2026, 5, 30, 23, 59))).rejects.toMatchObject({
    code: 'HOLDOUT_SPENT',
  })
  await expect(look({ tone: 'd' }, {}, Date.UTC(2026, 6, 1))).resolves.toMatchObject({
    at: '2026-07-01T00:00:00.000Z',
  })
})

test('a reason to look all the same is kept where it was needed, and only there', async () => {
  const { look } = bookOf()
  const all = { overrideReason: 'the regulator asks' }
  for (const subject of ['a', 'b', 'c'])
    expect(await look({ tone: subject }, all)).toMatchObject({ overrideReason: null })
  expect(await look({ tone: 'd' }, all)).toMatchObject({
    overrideReason: 'the regulator asks',
    by: 'Li',
    why: 'the June prompt',
    verb: 'eval run',
    subjects: { tone: 'd' },
  })
  // What was seen before may be seen again, whatever was seen since.
  await expect(look({ tone: 'a' })).resolves.toMatchObject({ overrideReason: null })
  // It bought one look, not the quarter.
  await expect(look({ tone: 'e' })).rejects.toMatchObject({
    issues: [{ message: '4 of 3 looks were taken in 2026-Q2' }],
  })
})

test('a look says what it was at and which run it was taken for', async () => {
  const { lookAt } = bookOf()
  expect(await lookAt({ run: 'r_7' })).toMatchObject({ part: 'holdout', run: 'r_7' })
  expect(await lookAt({ part: 'open' })).toMatchObject({ part: 'open' })
})

test('an open set that was certified on three times is told what it is, and not of a holdout', async () => {
  const { lookAt } = bookOf()
  for (const tone of ['a', 'b', 'c']) await lookAt({ part: 'open', subjects: { tone } })
  const refused = await lookAt({ part: 'open', subjects: { tone: 'd' } }).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'HOLDOUT_SPENT',
    message: expect.stringMatching(/^the set was certified/),
  })
  expect(refused).toMatchObject({ message: expect.not.stringContaining('holdout') })
})

test('where the record lost the look of a kept run none is taken, for any reason', async () => {
  const { looks, lookAt } = bookOf()
  const { run } = keptRunOf({ run: { id: 'r_1', look: lookHash(await lookAt({})) } })
  await lookAt({ run: 'r_2', kept: [run] })
  looks.shift()
  await expect(lookAt({ run: 'r_3', kept: [run] })).rejects.toMatchObject({ code: 'EVAL_SET_INVALID' })
  expect(looks.map((look) => look.run)).toEqual(['r_2'])
})
