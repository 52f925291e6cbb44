import pLimit from 'p-limit'
import { expect, test } from 'vitest'
import { makeBudget } from './budget.ts'
import { governorSettings } from './governor-settings.ts'
import { makeChatModel } from './make-chat-model.ts'
import { type Provider, ProviderFailure, type ProviderReply, type Timer } from './provider.ts'
import { pricesOf } from './testing/prices-of.ts'
import { requestOf } from './testing/request-of.ts'
import { makeVirtualTimer } from './testing/virtual-timer.ts'

const TOKENS = { inputTokens: 1000, cachedTokens: 600, cacheWriteTokens: 0, outputTokens: 50 }
const REPLY: ProviderReply = { outcome: 'complete', text: '{}', tokens: TOKENS, sent: { temperature: 0 } }
const quiet = { warn: () => {}, info: () => {}, error: () => {} }

function make(
  send: (timer: Timer) => Promise<ProviderReply>,
  limitUsd: number | null = null,
  fields = {},
  stopping?: AbortSignal,
) {
  const timer = makeVirtualTimer()
  const budget = makeBudget(limitUsd)
  const provider: Provider = {
    provider: 'openai',
    model: 'm',
    params: { temperature: 0 },
    send: () => send(timer),
  }
  const prices = pricesOf(fields)
  const model = makeChatModel({
    provider,
    settings: governorSettings,
    prices,
    budget,
    timer,
    log: quiet,
    ...(stopping && { stopping }),
  })
  return { model, timer, budget }
}

test('a reply bears its price, how long it took and what was sent', async () => {
  const { model, timer, budget } = make(async (timer) => {
    await timer.sleep(250)
    return REPLY
  })
  // 400 · 2 + 600 · 0.5 + 50 · 8 = 1,500 for a million; saved 600 · 1.5 = 900.
  expect(await timer.run(model.ask(requestOf()))).toEqual({
    outcome: 'complete',
    text: '{}',
    sent: { temperature: 0 },
    latencyMs: 250,
    usage: {
      requests: 1,
      inputTokens: 1000,
      cachedTokens: 600,
      outputTokens: 50,
      costUsd: 0.0015,
      savedUsd: 0.0009,
    },
  })
  expect(budget.spent()).toBeCloseTo(0.0015, 12)
  expect(model).toMatchObject({ provider: 'openai', model: 'm', params: { temperature: 0 } })
})

test.each([[{ outcome: 'truncated', text: '{"a' }], [{ outcome: 'refused', why: 'I cannot' }]] as const)(
  '%o is paid for too',
  async (ending) => {
    const { model, timer } = make(async () => ({ ...ending, tokens: TOKENS, sent: {} }))
    expect(await timer.run(model.ask(requestOf()))).toMatchObject({ ...ending, usage: { costUsd: 0.0015 } })
  },
)

test('a model without a price has unknown costs', async () => {
  const { model, timer, budget } = make(async () => REPLY, null, { model: 'other' })
  const { usage } = await timer.run(model.ask(requestOf()))
  expect(usage).toMatchObject({ inputTokens: 1000, costUsd: null, savedUsd: null })
  expect(budget.spent()).toBeNull()
})

test('giving up is an answer that costs nothing', async () => {
  const { model, timer, budget } = make(async () => {
    throw new ProviderFailure('rejected', '400 no such model', 400)
  }, 1)
  expect(await timer.run(model.ask(requestOf()))).toMatchObject({
    outcome: 'provider_error',
    why: '400 no such model',
    usage: { requests: 0, costUsd: 0 },
  })
  expect(budget.spent()).toBe(0)
})

test('a budget is never overspent, and what does not fit is not sent', async () => {
  let sent = 0
  const { model, timer, budget } = make(async (timer) => {
    sent++
    await timer.sleep(100)
    return REPLY
  }, 0.05)
  const replies = await timer.run(Promise.all(Array.from({ length: 100 }, () => model.ask(requestOf()))))
  const outcomes = replies.map(({ outcome }) => outcome)
  expect(outcomes.filter((outcome) => outcome === 'complete')).toHaveLength(sent)
  expect(outcomes.filter((outcome) => outcome === 'budget_spent')).toHaveLength(100 - sent)
  expect(budget.spent()).toBeCloseTo(sent * 0.0015, 12)
  expect(budget.spent()).toBeLessThanOrEqual(0.05)
  // A request may cost at most about 0.01: 1,000 tokens of output at 8, and the input.
  expect(budget.spent()).toBeGreaterThan(0.04)
})

test('an abort rejects with its reason and frees what was set aside', async () => {
  const stop = new AbortController()
  const { model, timer, budget } = make(async (timer) => {
    await timer.sleep(1e6, stop.signal)
    return REPLY
  }, 1)
  const asked = model.ask(requestOf(), stop.signal).catch((error: unknown) => error)
  await timer.run(timer.sleep(10))
  stop.abort(new Error('enough'))
  expect(await timer.run(asked)).toEqual(new Error('enough'))
  expect(await budget.reserve(1)).not.toBeNull()
})

test('once it is to stop, what was sent is heard and what waits gives up', async () => {
  const stop = new AbortController()
  let sent = 0
  const { model, timer } = make(
    async (timer) => {
      sent += 1
      await timer.sleep(250)
      if (sent > 1) throw new ProviderFailure('server', 'down', 503)
      return REPLY
    },
    null,
    {},
    stop.signal,
  )
  const first = model.ask(requestOf())
  void timer.sleep(100).then(() => stop.abort(new Error('stopped')))
  expect(await timer.run(first)).toMatchObject({ outcome: 'complete' })
  expect(await timer.run(model.ask(requestOf()))).toMatchObject({
    outcome: 'provider_error',
    why: 'stopped before it was answered',
  })
  expect(sent).toBe(1)
})

test('a reply that is being kept counts as in flight', async () => {
  const timer = makeVirtualTimer()
  const events: string[] = []
  const provider: Provider = {
    provider: 'openai',
    model: 'm',
    params: {},
    async send({ hash }) {
      events.push(`sent ${hash}`)
      await timer.sleep(10)
      return REPLY
    },
  }
  const model = makeChatModel({
    provider,
    settings: { ...governorSettings, concurrency: 1 },
    prices: pricesOf(),
    budget: makeBudget(null),
    timer,
    log: quiet,
  })
  const ask = (hash: string) =>
    model.ask(requestOf({ hash }), undefined, async () => {
      await timer.sleep(50)
      events.push(`kept ${hash}`)
    })
  await timer.run(Promise.all([ask('a'), ask('b')]))
  expect(events).toEqual(['sent a', 'kept a', 'sent b', 'kept b'])
})

test('what fails in keeping rejects, and is no failure of the provider', async () => {
  let sent = 0
  const { model, timer } = make(async () => {
    sent += 1
    return REPLY
  })
  const full = model.ask(requestOf(), undefined, () => Promise.reject(new Error('the disk is full')))
  await expect(timer.run(full)).rejects.toThrow('the disk is full')
  expect(sent).toBe(1)
})

test('one request that a provider always fails at costs no other, with two under way and one in flight', async () => {
  const timer = makeVirtualTimer()
  const provider: Provider = {
    provider: 'openai',
    model: 'm',
    params: {},
    async send({ hash }) {
      await timer.sleep(200)
      if (hash === '7') throw new ProviderFailure('server', 'always', 500)
      return REPLY
    },
  }
  const model = makeChatModel({
    provider,
    settings: { ...governorSettings, concurrency: 1 },
    prices: pricesOf(),
    budget: makeBudget(null),
    timer,
    log: quiet,
  })
  const limit = pLimit(2)
  const asked = Array.from({ length: 100 }, (_, index) =>
    limit(() => model.ask(requestOf({ hash: `${index}` }))),
  )
  const outcomes = (await timer.run(Promise.all(asked))).map(({ outcome }) => outcome)
  expect(outcomes.filter((outcome) => outcome !== 'complete')).toEqual(['provider_error'])
})
