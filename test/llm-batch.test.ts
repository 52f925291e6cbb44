import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { configuration, registry } from '../src/app.ts'
import type { Grade } from '../src/domain/grade.ts'
import { NO_USAGE, sumUsage } from '../src/domain/usage.ts'
import { readPrices } from '../src/files/read-prices.ts'
import { noJudge } from '../src/judge/no-judge.ts'
import { priceOf } from '../src/models/prices.ts'
import { ProviderFailure } from '../src/models/provider.ts'
import { askByBatch } from '../src/services/ask-by-batch.ts'
import type { AskByBatchDeps } from '../src/services/batch-deps.ts'
import type { Spending } from '../src/services/ports.ts'
import { prepareScorecards } from '../src/services/prepare-scorecards.ts'
import { openStore } from '../src/store/open.ts'
import type { BatchFate } from './fakes/provider/batch-plan.ts'
import { startProvider } from './fakes/provider.ts'
import { countEach, openDay } from './llm-app-helpers.ts'
import { startProxy } from './llm-proxy-helpers.ts'
import { callsOf, MODELS, makeWorkplace } from './llm-run-helpers.ts'

const APIS = ['openai', 'anthropic'] as const
const SUBMIT = { openai: 'POST /v1/batches', anthropic: 'POST /v1/messages/batches' } as const
/** USD; sums of the same prices in another order differ by less. */
const ROUNDING = 1e-9
const fake = async (...options: Parameters<typeof startProvider>) => {
  const provider = await startProvider(...options)
  onTestFinished(() => provider.close())
  return provider
}
/** Fates by batch, from 0, and place in it. */
const fates = (choose: (batch: number, index: number) => BatchFate) => {
  let batch = -1
  return (_: string, index: number) => {
    if (index === 0) batch += 1
    return choose(batch, index)
  }
}
const reasonsOf = (grades: readonly Grade[]) =>
  countEach(grades.flatMap(({ findings }) => [...new Set(findings.flatMap(({ reason }) => reason ?? []))]))
const outcomesOf = (calls: readonly Spending[]) => countEach(calls.map(({ outcome }) => outcome))

test.each(APIS)(
  'what %s fails or lets expire goes into the next batch, and the last few are asked live',
  async (api) => {
    // 60 asked: 15 fail and 15 expire. 30 asked again: 5 fail. Five are few, and asked live.
    const fate = fates((batch, index) => {
      if (batch === 0)
        return (['failed', 'answered', 'expired', 'answered'] as const)[index % 4] ?? 'answered'
      return index < 5 ? 'failed' : 'answered'
    })
    const provider = await fake({ batches: { polls: 1, fate } })
    const proxy = await startProxy(provider.url)
    const day = await openDay(60, api, proxy)
    await day.ask()
    expect(proxy.routes.filter((route) => route === SUBMIT[api])).toHaveLength(2)
    expect(provider.stats().requests).toBe(0)
    const grades = await day.grade()
    expect(provider.stats().requests).toBe(5)
    expect(grades).toHaveLength(60)
    expect(reasonsOf(grades)).not.toHaveProperty('provider_error')
    expect(outcomesOf(await callsOf(day.store))).toEqual({ verified: 60 })
    expect(day.said.filter((line) => line.includes('have no answer'))).toHaveLength(2)
  },
)

test.each(APIS)(
  'replies in a batch of %s are verified like live ones, and cost the price of batches once',
  async (api) => {
    const wrong: BatchFate[] = [
      ...Array<BatchFate>(10).fill('refused'),
      ...Array<BatchFate>(10).fill('truncated'),
      ...Array<BatchFate>(15).fill('falseQuote'),
      ...Array<BatchFate>(5).fill('invalidJson'),
    ]
    const fate = fates((batch, index) => (batch === 0 && wrong[index]) || 'answered')
    const provider = await fake({ batches: { polls: 1, fate } })
    const proxy = await startProxy(provider.url)
    const day = await openDay(60, api, proxy)
    await day.ask()
    // 10 + 15 + 5 are asked again, which is enough for a batch of their own.
    expect(proxy.routes.filter((route) => route === SUBMIT[api])).toHaveLength(2)
    const grades = await day.grade()
    expect(provider.stats()).toMatchObject({ requests: 0, batched: 90 })
    expect(reasonsOf(grades).reply_refused).toBe(10)
    const calls = await callsOf(day.store)
    expect(outcomesOf(calls)).toEqual({
      verified: 50,
      refused: 10,
      truncated: 10,
      evidence_not_found: 15,
      unreadable: 5,
    })

    const [inGrades, kept] = [sumUsage(grades), sumUsage(calls)]
    expect(kept.requests).toBe(90)
    expect({ ...inGrades, costUsd: 0, savedUsd: 0 }).toEqual({ ...kept, costUsd: 0, savedUsd: 0 })
    expect(Math.abs((inGrades.costUsd ?? Number.NaN) - (kept.costUsd ?? Number.NaN))).toBeLessThan(ROUNDING)
    expect(Math.abs((day.spent() ?? Number.NaN) - (kept.costUsd ?? Number.NaN))).toBeLessThan(ROUNDING)
    // Cost and what caching saved add up to the full price, which in a batch is half of the live one.
    const price = priceOf(await readPrices(configuration({ env: {} }).pricesFile), api, MODELS[api])
    const full = ((price?.input ?? 0) * kept.inputTokens + (price?.output ?? 0) * kept.outputTokens) / 1e6
    expect(Math.abs((kept.costUsd ?? 0) + (kept.savedUsd ?? 0) - full / 2)).toBeLessThan(ROUNDING)

    await day.ask()
    const again = await day.grade()
    expect(provider.stats()).toMatchObject({ requests: 0, batched: 100 })
    expect(reasonsOf(again)).not.toHaveProperty('reply_refused')
    await day.ask()
    await day.grade()
    expect(provider.stats()).toMatchObject({ requests: 0, batched: 100 })
  },
)

test('what is wrong in every batch ends with its own outcome, and a rerun asks for exactly that', async () => {
  let healthy = false
  // 30 replies quote falsely, and so do all that were to correct them.
  const fate = fates((batch, index) => (!healthy && (batch > 0 || index < 30) ? 'falseQuote' : 'answered'))
  const provider = await fake({ batches: { polls: 1, fate } })
  const day = await openDay(40, 'openai', provider)
  await day.ask()
  const grades = await day.grade()
  expect(provider.stats()).toMatchObject({ requests: 0, batched: 70 })
  expect(reasonsOf(grades).evidence_not_found).toBe(30)
  for (const { findings } of grades)
    expect(findings.filter(({ reason }) => reason === 'evidence_not_found').length).toBeLessThanOrEqual(1)

  healthy = true
  await day.ask()
  expect(reasonsOf(await day.grade())).not.toHaveProperty('evidence_not_found')
  expect(provider.stats()).toMatchObject({ requests: 0, batched: 100 })
})

test.each(APIS)('a budget holds through batches of %s and the live requests after them', async (api) => {
  const provider = await fake({ batches: { polls: 1 } })
  const budgetUsd = { openai: 0.06, anthropic: 0.3 }[api]
  const db = join(mkdtempSync(join(tmpdir(), 'touchstone-llm-')), 't.db')
  const day = await openDay(60, api, provider, { budgetUsd, db })
  await day.ask()
  const { batched } = provider.stats()
  expect(batched).toBeGreaterThan(0)
  expect(batched).toBeLessThan(60)
  const grades = await day.grade()
  expect(grades).toHaveLength(60)
  const left = reasonsOf(grades).budget_spent ?? 0
  const calls = await callsOf(day.store)
  const spent = sumUsage(calls).costUsd ?? Number.NaN
  expect(spent).toBeLessThanOrEqual(budgetUsd)
  expect(Math.abs(spent - (day.spent() ?? Number.NaN))).toBeLessThan(ROUNDING)
  expect(calls.length + left).toBe(60)
  expect(left).toBeGreaterThan(0)
  await day.close()

  const rest = await openDay(60, api, provider, { db })
  await rest.ask()
  const all = await rest.grade()
  expect(reasonsOf(all)).not.toHaveProperty('budget_spent')
  const { requests, batched: inAll } = provider.stats()
  expect(requests + inAll).toBe(60)
})

test.each([
  ['openai', /openai took no batch: .*HTTP 404/],
  ['anthropic', /anthropic took no batch: .*HTTP 404/],
] as const)(
  'a server that speaks %s without batches says so, and a live run then grades everything',
  async (api, said) => {
    const provider = await fake()
    const proxy = await startProxy(provider.url, { knows: (route) => !/batches|files/.test(route) })
    const day = await openDay(3, api, proxy)
    await expect(day.ask()).rejects.toThrow(said)
    expect(await day.grade()).toHaveLength(3)
    expect(outcomesOf(await callsOf(day.store))).toEqual({ verified: 3 })
  },
)

test('the command ends with 1 where the server has no batches, and the same day can be graded live', async () => {
  const provider = await fake()
  const proxy = await startProxy(provider.url, { knows: (route) => !/batches|files/.test(route) })
  const { run } = makeWorkplace(3, 'openai', proxy)
  const { code, stdout, stderr } = await run(['--via', 'batch'])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^touchstone: openai took no batch: .*HTTP 404/m)
  expect(await run()).toMatchObject({ code: 0 })
})

test('a batch is looked at less and less often; stopped in between, the next run waits for the same one', async () => {
  const provider = await fake({ batches: { polls: 8 } })
  const proxy = await startProxy(provider.url)
  const db = join(mkdtempSync(join(tmpdir(), 'touchstone-llm-')), 't.db')
  const waits: number[] = []
  const stopped = await openDay(24, 'openai', proxy, {
    db,
    onSleep(ms) {
      waits.push(ms)
      if (waits.length === 3) throw new Error('the power is gone')
    },
  })
  await expect(stopped.ask()).rejects.toThrow('the power is gone')
  await stopped.close()
  const day = await openDay(24, 'openai', proxy, { db, onSleep: (ms) => void waits.push(ms) })
  await day.ask()
  expect(proxy.routes.filter((route) => route === SUBMIT.openai)).toHaveLength(1)
  expect(waits).toEqual([10, 20, 40, 10, 20, 40, 80].map((seconds) => 1000 * seconds))
  expect(await day.grade()).toHaveLength(24)
  expect(provider.stats()).toMatchObject({ requests: 0, batched: 24 })
})

test.each([
  ['before its id is kept', 'providerBatchSubmitted', 2],
  ['when its answers are kept and it is not marked as read', 'providerBatchRead', 1],
] as const)(
  'a run that ends %s asks at most for that batch again, and counts its cost once',
  async (_, step, submits) => {
    const provider = await fake({ batches: { polls: 1 } })
    const proxy = await startProxy(provider.url)
    const db = join(mkdtempSync(join(tmpdir(), 'touchstone-llm-')), 't.db')
    const stopped = await openDay(24, 'anthropic', proxy, { db })
    const gone = () => Promise.reject(new Error('the power is gone'))
    const asking = stopped.ask((store) => ({
      ...store,
      providerBatches: { ...store.providerBatches, [step]: gone },
    }))
    await expect(asking).rejects.toThrow('the power is gone')
    await stopped.close()
    const day = await openDay(24, 'anthropic', proxy, { db })
    await day.ask()
    const grades = await day.grade()
    expect(proxy.routes.filter((route) => route === SUBMIT.anthropic)).toHaveLength(submits)
    expect(provider.stats()).toMatchObject({ requests: 0, batched: 24 })
    const calls = await callsOf(day.store)
    expect(outcomesOf(calls)).toEqual({ verified: 24 })
    expect(sumUsage(grades).requests).toBe(24)
    expect(Math.abs((sumUsage(grades).costUsd ?? 0) - (sumUsage(calls).costUsd ?? Number.NaN))).toBeLessThan(
      ROUNDING,
    )
  },
)

test('answers that are read again after a cut connection are paid for once', async () => {
  const { migrationsFolder } = configuration({ env: {} })
  const store = await openStore(':memory:', { migrationsFolder, clock: () => 0 })
  onTestFinished(() => store.close())
  const name = { provider: 'openai', model: 'm' }
  const hashes = Array.from({ length: 700 }, (_, index) => `hash ${index}`)
  await store.providerBatches.createProviderBatch({ id: 'pb', ...name, createdAt: '2026-06-17' }, hashes)
  await store.providerBatches.providerBatchSubmitted('pb', 'theirs')
  const usage = { ...NO_USAGE, requests: 1, costUsd: 1 }
  let readings = 0
  let paid = 0
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const deps: AskByBatchDeps = {
    store,
    shelf: prepareScorecards([], registry, noJudge.configuration),
    clock: () => 0,
    chat: { ...name, params: {}, ask: () => Promise.reject(new Error('nothing is asked live')) },
    judgeWith: () => noJudge,
    batches: {
      ...name,
      limits: { requests: 1, bytes: 1 },
      sizeOf: () => 1,
      submit: async () => 'none',
      progress: async () => ({ state: 'ended', settled: 700, total: 700 }),
      async *answers() {
        readings += 1
        for (const [index, requestHash] of hashes.entries()) {
          if (readings === 1 && index === 600) throw new ProviderFailure('connection', 'cut', null)
          const reply = { outcome: 'complete', text: '{}', usage, latencyMs: 0, sent: {} } as const
          yield { requestHash, reply, failure: null }
        }
      },
    },
    async persist(attempt) {
      const { signal } = new AbortController()
      return { answer: await attempt(signal).catch(() => attempt(signal)) }
    },
    money: {
      most: () => 0,
      fits: () => true,
      async spend(costUsd) {
        paid += costUsd ?? 0
      },
    },
    sleep: async () => undefined,
    log,
  }
  await askByBatch(deps, async function* () {}, { scorecard: null })
  expect(readings).toBe(2)
  // 700 answers at one dollar each.
  expect(paid).toBe(700)
  expect((await store.judgments.replies(hashes)).size).toBe(700)
})

test('a model that wants to be asked in another way is found out live, and answers the next batch', async () => {
  const provider = await startProvider({ refuses: ['temperature'], batches: { polls: 1 } })
  onTestFinished(() => provider.close())
  const day = await openDay(40, 'openai', provider)
  await day.ask()
  expect(await day.grade()).toHaveLength(40)
  const { batched, outcomes } = provider.stats()
  // 40 refused in the first batch, one asked live, the other 39 answered by the second.
  expect(batched).toBe(79)
  expect(outcomes).toEqual({ 400: 1, complete: 1 })
  expect(day.said.join('\n')).toContain('temperature')
})
