import { expect, test } from 'vitest'
import type { HoldoutLook } from '../domain/holdout-look.ts'
import { type Looking, takeLook } from './take-look.ts'

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
  return { looks, look }
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
