import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Fault, makeFaultPicker } from './faults.ts'
import { FALSE_QUOTE, UNKNOWN_CRITERION } from './spoil-answer.ts'
import { failureOf, Judgment, PROMPT, readJudgment, startWithClients, TURNS } from './testing.ts'
import type { SeenRequest } from './types.ts'
import { REFUSAL_TEXT } from './write-reply.ts'

const schema = z.toJSONSchema(Judgment)
const messages = [{ role: 'user' as const, content: PROMPT }]
const response_format = { type: 'json_schema' as const, json_schema: { name: 'judgment', schema } }
const chat = { model: 'gpt-test', messages, response_format }
const message = { model: 'claude-test', max_tokens: 4000, messages }

async function clients(...faults: (Fault | null)[]) {
  return startWithClients({ faults, answer: () => ANSWER })
}

const PLACE = { turn: 2, speaker: 'agent', quote: '非常抱歉' }
const BASE = { reasoning: 'Read.', level: null, confidence: 0.9 }
const ANSWER = {
  acts: [],
  criteria: [
    { id: 'empathy', evidence: [PLACE], verdict: 'pass', ...BASE },
    { id: 'no_blame', evidence: [], verdict: 'not_applicable', ...BASE },
  ],
}

describe('errors', () => {
  test.each([
    [408, 'invalid_request_error', 'timeout_error'],
    [409, 'invalid_request_error', 'conflict_error'],
    [429, 'requests', 'rate_limit_error'],
    [500, 'server_error', 'api_error'],
    [503, 'server_error', 'api_error'],
    [529, 'server_error', 'overloaded_error'],
  ] as const)('%i comes in the shape of either API', async (status, type, anthropicType) => {
    const { openai, anthropic } = await clients({ status }, { status })
    expect(await failureOf(openai.chat.completions.create(chat))).toMatchObject({
      status,
      type,
      code: status === 429 ? 'rate_limit_exceeded' : null,
    })
    expect(await failureOf(anthropic.messages.create(message))).toMatchObject({
      status,
      error: { type: 'error', error: { type: anthropicType } },
    })
  })

  test('429 says when to come back in seconds, as a date, in milliseconds, or not at all', async () => {
    const { openai } = await clients(
      { status: 429, retryAfter: { seconds: 2 } },
      { status: 429, retryAfter: { date: new Date('2026-03-01T10:00:05Z') } },
      { status: 429, retryAfter: { ms: 250 } },
      { status: 429 },
    )
    const told = async () => {
      const { headers } = await failureOf(openai.chat.completions.create(chat))
      return headers instanceof Headers && [headers.get('retry-after'), headers.get('retry-after-ms')]
    }
    expect(await told()).toEqual(['2', null])
    expect(await told()).toEqual(['Sun, 01 Mar 2026 10:00:05 GMT', null])
    expect(await told()).toEqual([null, '250'])
    expect(await told()).toEqual([null, null])
  })

  test('more at once than are allowed are refused with 429, and as many as are allowed are not', async () => {
    const { provider, openai } = await startWithClients({
      maxInFlight: 2,
      faults: ['held', 'held'],
      answer: () => ANSWER,
    })
    const first = [openai.chat.completions.create(chat), openai.chat.completions.create(chat)]
    const both = Promise.all(first)
    await expect.poll(() => provider.requests.length).toBe(2)
    expect((await failureOf(openai.chat.completions.create(chat))).status).toBe(429)
    expect(provider.release()).toBe(2)
    await both
    await openai.chat.completions.create(chat)
    expect(provider.stats()).toMatchObject({ maxInFlight: 3, outcomes: { complete: 3, 429: 1 } })
  })
})

describe('the way', () => {
  test('a held request gives no byte until it is released', async () => {
    const { provider, openai } = await clients('held')
    let answered = false
    const asked = openai.chat.completions.create(chat).then((reply) => {
      answered = true
      return reply
    })
    await expect.poll(() => provider.requests.length).toBe(1)
    expect(answered).toBe(false)
    expect(provider.release()).toBe(1)
    expect(readJudgment((await asked).choices[0]?.message.content).criteria).toHaveLength(2)
  })

  test('a held request whose client goes away is let go', async () => {
    const { provider, openai } = await clients('held')
    const given = new AbortController()
    const asked = failureOf(openai.chat.completions.create(chat, { signal: given.signal }))
    await expect.poll(() => provider.requests.length).toBe(1)
    given.abort()
    expect((await asked).message).toBe('Request was aborted.')
    await expect.poll(() => provider.stats().outcomes).toEqual({ held: 1 })
    expect(provider.release()).toBe(0)
  })

  test('a stalled body gives its headers and its first half, then nothing', async () => {
    const { provider } = await clients('stalled')
    const given = new AbortController()
    const response = await fetch(`${provider.openaiBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer key' },
      body: JSON.stringify(chat),
      signal: given.signal,
    })
    expect(response.status).toBe(200)
    const whole = Number(response.headers.get('content-length'))
    const reader = response.body?.getReader()
    let bytes = 0
    while (bytes < Math.ceil(whole / 2)) bytes += (await reader?.read())?.value?.length ?? 0
    expect(bytes).toBe(Math.ceil(whole / 2))
    const next = reader?.read()
    given.abort()
    await expect(next).rejects.toThrow('abort')
  })

  test('a cut body and a reset connection are errors of the connection', async () => {
    const { provider, openai } = await clients('cut', 'reset')
    const cut = await fetch(`${provider.openaiBaseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer key' },
      body: JSON.stringify(chat),
    })
    expect(cut.status).toBe(200)
    await expect(cut.text()).rejects.toThrow('terminated')
    expect((await failureOf(openai.chat.completions.create(chat))).message).toBe('Connection error.')
    expect(provider.stats().outcomes).toEqual({ cut: 1, reset: 1 })
  })

  test('latency holds back a healthy answer, which its client need not wait for', async () => {
    const { provider, openai } = await startWithClients({
      latencyMs: 3_600_000,
      faults: [null, { status: 500 }],
    })
    const given = new AbortController()
    const asked = failureOf(openai.chat.completions.create(chat, { signal: given.signal }))
    await expect.poll(() => provider.requests.length).toBe(1)
    expect((await failureOf(openai.chat.completions.create(chat))).status).toBe(500)
    given.abort()
    await asked
    await expect.poll(() => provider.stats().outcomes).toEqual({ 500: 1, gone: 1 })
  })

  test('latency ends', async () => {
    const { openai } = await startWithClients({ latencyMs: 1, answer: () => ANSWER })
    expect((await openai.chat.completions.create(chat)).choices).toHaveLength(1)
  })
})

describe('the reply', () => {
  test('is refused in the way of either API', async () => {
    const { openai, anthropic } = await clients('refused', 'refused')
    const { choices } = await openai.chat.completions.create(chat)
    expect(choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: null, refusal: REFUSAL_TEXT },
    })
    expect(await anthropic.messages.create(message)).toMatchObject({
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: null, explanation: REFUSAL_TEXT },
    })
  })

  test('is truncated in the way of either API', async () => {
    const { openai, anthropic } = await clients('truncated', 'truncated')
    const { choices } = await openai.chat.completions.create(chat)
    const text = choices[0]?.message.content ?? ''
    expect(choices[0]?.finish_reason).toBe('length')
    expect(JSON.stringify(ANSWER).startsWith(text)).toBe(true)
    expect(() => JSON.parse(text)).toThrow()
    expect((await anthropic.messages.create(message)).stop_reason).toBe('max_tokens')
  })

  test('is invalid JSON, or empty', async () => {
    const { openai, anthropic } = await clients('invalidJson', 'empty', 'empty')
    const invalid = await openai.chat.completions.create(chat)
    expect(invalid.choices[0]?.finish_reason).toBe('stop')
    expect(() => JSON.parse(invalid.choices[0]?.message.content ?? '{}')).toThrow()
    expect((await openai.chat.completions.create(chat)).choices[0]?.message.content).toBe('')
    expect((await anthropic.messages.create(message)).content).toEqual([])
  })

  const spoilt = async (fault: Fault, answer: object = ANSWER) => {
    const { openai } = await startWithClients({ faults: [fault], answer: () => ({ ...answer }) })
    const { choices } = await openai.chat.completions.create(chat)
    return z
      .object({ criteria: z.array(z.looseObject({ id: z.string(), evidence: z.array(z.unknown()) })) })
      .parse(JSON.parse(choices[0]?.message.content ?? '')).criteria
  }

  test('quotes what nobody said', async () => {
    const [first, second] = await spoilt('falseQuote')
    expect(first?.evidence).toEqual([{ ...PLACE, quote: FALSE_QUOTE }])
    expect(second).toEqual(ANSWER.criteria[1])
    expect(PROMPT).not.toContain(FALSE_QUOTE)
  })

  test('quotes what nobody said even where no evidence was given', async () => {
    const [first] = await spoilt('falseQuote', { criteria: [ANSWER.criteria[1]] })
    expect(first).toMatchObject({ verdict: 'fail', evidence: [{ turn: 2, quote: FALSE_QUOTE }] })
  })

  test('quotes rightly under a wrong turn, or the wrong speaker', async () => {
    const [moved] = await spoilt('wrongTurn')
    expect(moved?.evidence).toEqual([{ ...PLACE, turn: 1 }])
    expect(TURNS[0]?.text).not.toContain(PLACE.quote)
    const [taken] = await spoilt('wrongSpeaker')
    expect(taken?.evidence).toEqual([{ ...PLACE, speaker: 'customer' }])
  })

  test('leaves out a criterion, adds one, or says one twice with another verdict', async () => {
    const ids = async (fault: Fault) => (await spoilt(fault)).map(({ id }) => id)
    expect(await ids('missingCriteria')).toEqual(['no_blame'])
    expect(await ids('extraCriteria')).toEqual(['empathy', 'no_blame', UNKNOWN_CRITERION])
    expect(await ids('duplicateCriteria')).toEqual(['empathy', 'no_blame', 'empathy'])
    expect((await spoilt('duplicateCriteria')).map(({ verdict }) => verdict)).toEqual([
      'pass',
      'not_applicable',
      'fail',
    ])
  })

  test('is surer than can be', async () => {
    expect((await spoilt('outOfRangeConfidence'))[0]).toMatchObject({ confidence: 1.5 })
  })
})

describe('which request has which fault', () => {
  const seen = (hash: string, attempt = 0): SeenRequest => ({
    n: 0,
    attempt,
    api: 'openai',
    method: 'POST',
    path: '/v1/chat/completions',
    headers: {},
    raw: '',
    body: {},
    hash,
  })

  test('a queue gives one to each request and then none; healing ends it', async () => {
    const { provider, openai } = await clients({ status: 500 }, null, { status: 500 })
    expect((await failureOf(openai.chat.completions.create(chat))).status).toBe(500)
    expect((await openai.chat.completions.create(chat)).choices).toHaveLength(1)
    provider.heal()
    expect((await openai.chat.completions.create(chat)).choices).toHaveLength(1)
    provider.setFaults([{ status: 503 }])
    expect((await failureOf(openai.chat.completions.create(chat))).status).toBe(503)
    expect((await openai.chat.completions.create(chat)).choices).toHaveLength(1)
  })

  test('a rule sees the request, its number and its attempt', async () => {
    const { openai, anthropic } = await startWithClients({
      answer: () => ANSWER,
      faults: ({ api, attempt }, n) => {
        if (api === 'openai') return attempt === 0 ? { status: 500 } : null
        return n === 2 ? { status: 529 } : null
      },
    })
    expect((await failureOf(openai.chat.completions.create(chat))).status).toBe(500)
    expect((await openai.chat.completions.create(chat)).choices).toHaveLength(1)
    expect((await failureOf(anthropic.messages.create(message))).status).toBe(529)
  })

  test('rates come out as they are set', () => {
    const pick = makeFaultPicker({ rate429: 0.2, truncated: 0.1, seed: 3 })
    const faults = Array.from({ length: 2000 }, (_, i) => pick(seen(`hash ${i}`)))
    // 2,000 draws: 400 ± 54 and 200 ± 40 at three standard deviations.
    expect(
      Math.abs(faults.filter((fault) => typeof fault === 'object' && fault?.status === 429).length - 400),
    ).toBeLessThan(54)
    expect(Math.abs(faults.filter((fault) => fault === 'truncated').length - 200)).toBeLessThan(40)
  })

  test('rates strike the same requests in whatever order they come, and draw anew for each attempt and seed', () => {
    const hashes = Array.from({ length: 100 }, (_, i) => `hash ${i}`)
    const fates = (seed: number, order: string[], attempt = 0) => {
      const pick = makeFaultPicker({ rate500: 0.5, seed })
      return new Map(order.map((hash) => [hash, pick(seen(hash, attempt))]))
    }
    const first = fates(1, hashes)
    expect(fates(1, hashes.toReversed())).toEqual(first)
    expect(fates(2, hashes)).not.toEqual(first)
    expect(fates(1, hashes, 1)).not.toEqual(first)
  })
})
