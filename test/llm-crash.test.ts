import { afterEach, expect, test } from 'vitest'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { startProxy } from './llm-proxy-helpers.ts'
import { callsOf, gradesOf, makeWorkplace, storedGrades } from './llm-run-helpers.ts'

const open: FakeProvider[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()))
})
const fake = async (...options: Parameters<typeof startProvider>) => {
  const provider = await startProvider(...options)
  open.push(provider)
  return provider
}
const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `c-${index}`)
const CONCURRENCY = 8
const LIVE = ['--concurrency', String(CONCURRENCY)]

test('killed in the middle of a live run, nothing is lost and no reply that was kept is asked for again', async () => {
  const provider = await fake()
  const { run, runUntilKilled, look } = makeWorkplace(200, 'openai', provider)
  await runUntilKilled(LIVE, (kill) =>
    provider.setFaults((_, n) => {
      if (n === 90) kill()
      return null
    }),
  )
  provider.heal()
  const first = provider.requests.map(({ hash }) => hash)
  const kept = await look(callsOf)
  expect(kept.length).toBeGreaterThan(0)
  expect(first.length).toBeLessThan(200)
  const { code, stdout } = await run(LIVE)
  expect(code).toBe(0)

  const second = provider.requests.slice(first.length).map(({ hash }) => hash)
  // 200 different requests in all: the second run asked for what the first had not kept, each once.
  expect(new Set([...first, ...second]).size).toBe(200)
  expect(new Set(second).size).toBe(second.length)
  expect(second).toHaveLength(200 - kept.length)
  // In flight, or answered and about to be kept: no more than there are conversations under way.
  const twice = second.filter((hash) => first.includes(hash))
  expect(twice.length).toBeLessThanOrEqual(CONCURRENCY)

  const grades = gradesOf(stdout)
  expect(grades.map(({ transcriptId }) => transcriptId)).toEqual(idsOf(200))
  expect(
    grades.flatMap(({ findings }) => findings).filter(({ reason }) => reason === 'provider_error'),
  ).toEqual([])
  const stored = await look(storedGrades)
  expect(stored.map(({ transcriptId }) => transcriptId).sort()).toEqual(idsOf(200).sort())
  expect(await look(callsOf)).toHaveLength(200)
})

test('killed once every reply is kept, only the requests in flight are asked twice', async () => {
  const provider = await fake()
  const { run, runUntilKilled, look } = makeWorkplace(80, 'anthropic', provider)
  const answered = 40
  const allKept = async () => {
    while ((await look(callsOf)).length < answered);
  }
  await runUntilKilled(LIVE, (kill) =>
    provider.setFaults((_, n) => {
      if (n === answered + CONCURRENCY - 1) void allKept().then(kill)
      return n < answered ? null : 'held'
    }),
  )
  provider.heal()
  const { code, stdout } = await run(LIVE)
  expect(code).toBe(0)
  const twice = provider.requests.filter(({ attempt }) => attempt > 0)
  expect(provider.requests).toHaveLength(80 + CONCURRENCY)
  expect(twice.map(({ hash }) => hash).sort()).toEqual(
    provider.requests
      .slice(answered, answered + CONCURRENCY)
      .map(({ hash }) => hash)
      .sort(),
  )
  expect(gradesOf(stdout).map(({ transcriptId }) => transcriptId)).toEqual(idsOf(80))
  expect(await look(callsOf)).toHaveLength(80)
})

const BATCH = ['--via', 'batch']
/** USD; sums of the same prices in another order differ by less. */
const ROUNDING = 1e-9
const costOf = (calls: readonly { usage: { costUsd: number | null } }[]) =>
  calls.reduce((sum, { usage }) => sum + (usage.costUsd ?? Number.NaN), 0)

test('killed while a batch is waited for, the rerun waits for the same one', async () => {
  const provider = await fake({ batches: { polls: 2 } })
  const proxy = await startProxy(provider.url)
  const { run, runUntilKilled, look } = makeWorkplace(24, 'anthropic', proxy)
  const stderr = await runUntilKilled(BATCH, (kill) =>
    proxy.setRules({
      onAnswer(route) {
        if (route === 'GET /v1/messages/batches/:id') kill()
        return 'told'
      },
    }),
  )
  expect(stderr).toMatch(/24 requests to \S+ went off as batch/)
  expect(await look(callsOf)).toEqual([])
  proxy.setRules({})
  const { code, stdout } = await run(BATCH)
  expect(code).toBe(0)
  expect(proxy.routes.filter((route) => route === 'POST /v1/messages/batches')).toHaveLength(1)
  expect(provider.stats()).toMatchObject({ requests: 0, batched: 24 })
  const grades = gradesOf(stdout)
  expect(grades.map(({ transcriptId }) => transcriptId)).toEqual(idsOf(24))
  const calls = await look(callsOf)
  expect(calls).toHaveLength(24)
  expect(Math.abs(costOf(grades) - costOf(calls))).toBeLessThan(ROUNDING)
})

test('killed right when the provider took a batch, that batch alone is asked twice', async () => {
  const provider = await fake({ batches: { polls: 1 } })
  const proxy = await startProxy(provider.url)
  const { run, runUntilKilled, look } = makeWorkplace(24, 'openai', proxy)
  await runUntilKilled(BATCH, (kill) =>
    proxy.setRules({
      onAnswer(route) {
        if (route !== 'POST /v1/batches') return 'told'
        kill()
        return 'cut'
      },
    }),
  )
  proxy.setRules({})
  const { code, stdout, stderr } = await run(BATCH)
  expect(code).toBe(0)
  expect(stderr).toContain('was cut off while it was submitted')
  expect(proxy.routes.filter((route) => route === 'POST /v1/batches')).toHaveLength(2)
  // The first batch was never looked at, so the provider answered the second alone.
  expect(provider.stats()).toMatchObject({ requests: 0, batched: 24 })
  const grades = gradesOf(stdout)
  expect(grades.map(({ transcriptId }) => transcriptId)).toEqual(idsOf(24))
  const calls = await look(callsOf)
  expect(calls).toHaveLength(24)
  expect(Math.abs(costOf(grades) - costOf(calls))).toBeLessThan(ROUNDING)
})
