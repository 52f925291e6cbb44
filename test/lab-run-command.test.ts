import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { JUDGE, type LabDesk, makeLabDesk, sideOf } from './lab-desk.ts'
import { makeWorld, scriptedJudge } from './lab-loop-world.ts'

let provider: FakeProvider
let prepared: LabDesk
let desk: LabDesk
let tuning: number
beforeAll(async () => {
  provider = await startProvider({ answer: scriptedJudge, record: 'counters' })
  prepared = await makeLabDesk(makeWorld(40, 9), provider)
  tuning = sideOf(prepared, 'tune')
})
beforeEach(() => {
  provider.heal()
  provider.setAnswer(scriptedJudge)
  desk = prepared.copy()
})
afterAll(() => provider.close())

const RUN = ['eval', 'run', 'june', ...JUDGE, '--json']
const Report = z.object({
  criteria: z.array(
    z.object({ n: z.number(), unscored: z.array(z.object({ reason: z.string(), n: z.number() })) }),
  ),
})
const reportOf = (stdout: string) => Report.parse(JSON.parse(stdout))

test('findings that failed are told with their cause and exit code 1, and the same command asks for them alone', async () => {
  provider.setFaults((_, n) => (n < 3 ? 'refused' : null))
  const failed = await desk.run(...RUN)
  expect(failed.code).toBe(1)
  expect(failed.stderr).toContain(
    '6 findings in 3 conversations failed and are in no figure (the model refused 6); the same command asks again for them\n',
  )
  expect(reportOf(failed.stdout).criteria).toEqual(
    [1, 2].map(() => ({ n: tuning - 3, unscored: [{ reason: 'reply_refused', n: 3 }] })),
  )
  const before = provider.stats().requests
  const again = await desk.run(...RUN)
  expect([again.code, provider.stats().requests - before]).toEqual([0, 3])
  expect(again.stderr).not.toContain('failed')
  expect(reportOf(again.stdout).criteria).toEqual([1, 2].map(() => ({ n: tuning, unscored: [] })))
})

test('a provider that answers nothing leaves a run without figures, told, with exit code 1', async () => {
  provider.setAnswer(() => {
    throw new Error('out of order')
  })
  const { code, stdout, stderr } = await desk.run(...RUN)
  expect(code).toBe(1)
  expect(stderr).toContain(`${2 * tuning} findings in ${tuning} conversations failed`)
  expect(reportOf(stdout).criteria.map(({ n }) => n)).toEqual([0, 0])
  const table = await desk.run('eval', 'run', 'june', ...JUDGE, '--language', 'en')
  expect([table.code, table.stdout]).toEqual([1, expect.not.stringMatching(/NaN|undefined|null/)])
})

test('a budget that is spent is a cause that passes', async () => {
  const before = provider.stats().requests
  const { code, stderr } = await desk.run(...RUN, '--budget', '0')
  expect([code, provider.stats().requests - before]).toEqual([1, 0])
  expect(stderr).toContain(`(the budget was spent ${2 * tuning})`)
})

test('a database that cannot be opened ends it before anything is asked', async () => {
  const before = provider.stats().requests
  desk.edit((text) => `${text}# `, 'labels.csv')
  for (const db of ['/proc/none/t.db', 'labels.csv', 'mysql://root:secret@localhost/t']) {
    const { code, stdout, stderr } = await desk.run(...RUN, '--db', db)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(/fault of the program|secret/)
  }
  expect(provider.stats().requests).toBe(before)
})

test('what a run would ask is counted without asking, keeping or looking, and less once it is known', async () => {
  const Estimate = z.object({
    conversations: z.number(),
    toAsk: z.number(),
    live: z.object({ requests: z.number() }),
  })
  const estimated = async (...flags: string[]) => {
    const { code, stdout } = await desk.run(...RUN, '--estimate', ...flags)
    expect(code).toBe(0)
    const { conversations, toAsk, live } = Estimate.parse(JSON.parse(stdout))
    return [conversations, toAsk, live.requests]
  }
  const before = provider.stats().requests
  expect(await estimated()).toEqual([tuning, tuning, tuning])
  const held = 40 - tuning
  expect(await estimated('--split', 'holdout')).toEqual([held, held, held])
  expect(provider.stats().requests).toBe(before)
  expect(JSON.parse((await desk.run('eval', 'runs', '--json')).stdout)).toEqual({ runs: [] })
  expect((await desk.run(...RUN)).code).toBe(0)
  expect(await estimated()).toEqual([tuning, 0, 0])
  const again = await desk.run('eval', 'run', 'june', ...JUDGE, '--language', 'en')
  expect(again.stdout).toContain('nothing was graded now: every conversation is as an earlier run found it')
  const builtin = await desk.run('eval', 'run', 'june', '--estimate')
  expect([builtin.code, builtin.stderr]).toEqual([2, expect.stringContaining('--estimate needs a model')])
})
