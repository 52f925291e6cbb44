import { expect, onTestFinished, test } from 'vitest'
import { startProvider } from '../../test/fakes/provider.ts'
import { makeAnthropicProvider } from './anthropic.ts'
import { failureOf, optionsFor, Reply, requestOf } from './testing/requests.ts'

const never = new AbortController().signal

async function startWith(...asked: Parameters<typeof startProvider>) {
  const fake = await startProvider(...asked)
  onTestFinished(() => fake.close())
  const { options, logged } = optionsFor(fake.anthropicBaseUrl)
  return { fake, options, logged, provider: makeAnthropicProvider(options) }
}

test('a reply comes bound by an output format, its instructions marked for the cache', async () => {
  const { fake, provider } = await startWith()
  const reply = await provider.send(requestOf(), never)
  if (reply.outcome !== 'complete') throw new Error(reply.outcome)
  expect(Reply.parse(JSON.parse(reply.text)).criteria).toHaveLength(2)
  expect(reply.sent).toEqual({ temperature: 0, maxOutputTokens: 900, schemaMode: 'json_schema' })
  expect(fake.requests[0]?.body).toMatchObject({
    model: 'test-model',
    max_tokens: 900,
    temperature: 0,
    system: [{ type: 'text', text: requestOf().stable, cache_control: { type: 'ephemeral' } }],
    messages: [{ role: 'user', content: requestOf().varying }],
    output_config: { format: { type: 'json_schema' } },
  })
})

test('only the key and what a request needs leave, whatever the environment says', async () => {
  const before = { ...process.env }
  onTestFinished(() => {
    process.env = before
  })
  process.env.ANTHROPIC_BASE_URL = 'http://127.0.0.1:9'
  process.env.ANTHROPIC_AUTH_TOKEN = 'leak'
  process.env.ANTHROPIC_CUSTOM_HEADERS = 'X-Leak: 1\nX-Api-Key: other'
  const { fake, provider } = await startWith()
  await provider.send(requestOf(), never)
  const headers = fake.requests[0]?.headers ?? {}
  expect(headers['x-api-key']).toBe('sk-test-0123456789abcdef')
  expect(Object.keys(headers).filter((name) => /^x-|authorization/.test(name))).toEqual(['x-api-key'])
})

test('input counts what was written to the cache and what was read from it', async () => {
  const { provider } = await startWith()
  const first = (await provider.send(requestOf(1), never)).tokens
  const second = (await provider.send(requestOf(2), never)).tokens
  expect(first.cacheWriteTokens).toBeGreaterThan(0)
  expect(second.cachedTokens).toBe(first.cacheWriteTokens)
  expect(second.inputTokens).toBeGreaterThan(second.cachedTokens)
  expect(second.inputTokens).toBe(first.inputTokens)
})

test('a model without output formats is made to call a tool, once found out for all', async () => {
  const { fake, provider, logged } = await startWith({ binding: 'tools', refuses: ['temperature'] })
  const first = await provider.send(requestOf(1), never)
  const second = await provider.send(requestOf(2), never)
  expect(second.sent).toEqual({ temperature: null, maxOutputTokens: 900, schemaMode: 'tool' })
  expect(fake.requests).toHaveLength(4)
  expect(logged).toHaveLength(1)
  if (first.outcome !== 'complete') throw new Error(first.outcome)
  expect(Reply.safeParse(JSON.parse(first.text)).success).toBe(true)
})

test('a refusal and a truncated reply are outcomes', async () => {
  const { provider } = await startWith({ faults: ['refused', 'truncated'] })
  expect(await provider.send(requestOf(1), never)).toMatchObject({ outcome: 'refused' })
  expect(await provider.send(requestOf(2), never)).toMatchObject({ outcome: 'truncated' })
})

test.each([
  [{ status: 429, retryAfter: { seconds: 7 } }, 'rate_limited', 429, 7000],
  [{ status: 500 }, 'server', 500, null],
  [{ status: 529 }, 'server', 529, null],
  ['cut', 'connection', null, null],
  ['reset', 'connection', null, null],
] as const)('%o is a failure of kind %s', async (fault, kind, status, retryAfterMs) => {
  const { provider } = await startWith({ faults: [fault] })
  const failure = await failureOf(provider.send(requestOf(), never))
  expect(failure).toMatchObject({ kind, status, retryAfterMs })
})

test.each(['held', 'stalled'] as const)('a %s answer is given up in time', async (fault) => {
  const { fake, options } = await startWith({ faults: [fault] })
  const provider = makeAnthropicProvider({ ...options, timeoutMs: 150 })
  expect(await failureOf(provider.send(requestOf(), never))).toMatchObject({ kind: 'timeout' })
  fake.release()
})

test.each(['held', 'stalled'] as const)('whoever aborts a %s answer gets the reason back', async (fault) => {
  const { fake, provider } = await startWith({ faults: [fault] })
  const stopping = new AbortController()
  const asked = provider.send(requestOf(), stopping.signal)
  const reason = new Error('enough')
  await expect.poll(() => fake.requests.length).toBe(1)
  stopping.abort(reason)
  await expect(asked).rejects.toBe(reason)
  fake.release()
})
