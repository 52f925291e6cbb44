import { expect, onTestFinished, test } from 'vitest'
import { startProvider } from '../../test/fakes/provider.ts'
import { makeModelFacts } from './model-facts.ts'
import { makeOpenAiProvider } from './openai.ts'
import { failureOf, optionsFor, Reply, requestOf } from './testing/requests.ts'

const never = new AbortController().signal

async function startWith(...asked: Parameters<typeof startProvider>) {
  const fake = await startProvider(...asked)
  onTestFinished(() => fake.close())
  const { options, logged } = optionsFor(fake.openaiBaseUrl)
  return { fake, options, logged, provider: makeOpenAiProvider(options) }
}

test('a reply comes bound by a strict schema, and says what was sent', async () => {
  const { fake, provider } = await startWith()
  const reply = await provider.send(requestOf(), never)
  if (reply.outcome !== 'complete') throw new Error(reply.outcome)
  expect(Reply.parse(JSON.parse(reply.text)).criteria).toHaveLength(2)
  expect(reply.sent).toEqual({ temperature: 0, maxOutputTokens: 900, schemaMode: 'json_schema' })
  expect(fake.requests[0]?.body).toMatchObject({
    model: 'test-model',
    temperature: 0,
    max_completion_tokens: 900,
    messages: [
      { role: 'system', content: requestOf().stable },
      { role: 'user', content: requestOf().varying },
    ],
    response_format: { type: 'json_schema', json_schema: { strict: true } },
  })
})

test('nothing leaves but what a request needs, whatever the environment says', async () => {
  const before = { ...process.env }
  onTestFinished(() => {
    process.env = before
  })
  process.env.OPENAI_BASE_URL = 'http://127.0.0.1:9'
  process.env.OPENAI_ORG_ID = 'org-leak'
  process.env.OPENAI_PROJECT_ID = 'proj-leak'
  process.env.OPENAI_CUSTOM_HEADERS = 'X-Leak: 1\nAuthorization: Bearer other'
  const { fake, provider } = await startWith()
  await provider.send(requestOf(), never)
  const headers = fake.requests[0]?.headers ?? {}
  expect(headers.authorization).toBe('Bearer sk-test-0123456789abcdef')
  expect(Object.keys(headers).filter((name) => /^x-|openai/.test(name))).toEqual([])
})

test('the second conversation reads the stable part from the cache, and cached tokens are part of the input', async () => {
  const { provider } = await startWith()
  const first = await provider.send(requestOf(1), never)
  const second = await provider.send(requestOf(2), never)
  expect(first.tokens.cachedTokens).toBe(0)
  expect(second.tokens.cachedTokens).toBeGreaterThan(0)
  expect(second.tokens.inputTokens).toBeGreaterThan(second.tokens.cachedTokens)
  expect(second.tokens.outputTokens).toBeGreaterThan(0)
})

test('a server without strict schemas is asked for a JSON object, and then for nothing else', async () => {
  const { fake, provider, logged } = await startWith({ binding: 'json_object' })
  const first = await provider.send(requestOf(1), never)
  const second = await provider.send(requestOf(2), never)
  expect([first, second].map(({ sent }) => sent.schemaMode)).toEqual(['json_object', 'json_object'])
  expect(fake.requests).toHaveLength(3)
  expect(logged).toHaveLength(1)
  expect(logged[0]).toContain('json_object, not json_schema')
  if (second.outcome !== 'complete') throw new Error(second.outcome)
  expect(Reply.safeParse(JSON.parse(second.text)).success).toBe(true)
})

test('a server with neither is made to call a function with the schema as its parameters', async () => {
  const { fake, provider } = await startWith({ binding: 'tools' })
  const reply = await provider.send(requestOf(), never)
  if (reply.outcome !== 'complete') throw new Error(reply.outcome)
  expect(reply.sent.schemaMode).toBe('tool')
  expect(Reply.safeParse(JSON.parse(reply.text)).success).toBe(true)
  expect(fake.requests).toHaveLength(3)
})

test('a model that refuses temperature and the newer limit is asked without them, and it is remembered', async () => {
  const facts = makeModelFacts()
  const { fake, options } = await startWith({ refuses: ['temperature', 'max_completion_tokens'] })
  const first = await makeOpenAiProvider({ ...options, facts }).send(requestOf(1), never)
  expect(first.sent).toEqual({ temperature: null, maxOutputTokens: 900, schemaMode: 'json_schema' })
  const asked = fake.requests.length
  const again = await makeOpenAiProvider({ ...options, facts }).send(requestOf(2), never)
  expect(again.sent.temperature).toBeNull()
  expect(fake.requests).toHaveLength(asked + 1)
  expect(fake.requests.at(-1)?.body).toMatchObject({ max_tokens: 900 })
})

test('twenty requests at once share one discovery', async () => {
  const { fake, provider, logged } = await startWith({ binding: 'tools', refuses: ['temperature'] })
  const replies = await Promise.all(Array.from({ length: 20 }, (_, n) => provider.send(requestOf(n), never)))
  expect(new Set(replies.map(({ sent }) => sent.schemaMode))).toEqual(new Set(['tool']))
  expect(logged).toHaveLength(1)
  // Each of 20 is refused once at most; then one finds its way in 3 more tries, and the other 19 go with it.
  expect(fake.requests.length).toBeLessThanOrEqual(20 + 3 + 19)
})

test('a refusal and a truncated reply are outcomes, with their tokens', async () => {
  const { provider } = await startWith({ faults: ['refused', 'truncated'] })
  const refused = await provider.send(requestOf(1), never)
  const truncated = await provider.send(requestOf(2), never)
  expect(refused).toMatchObject({ outcome: 'refused', why: expect.stringMatching(/./) })
  expect(truncated).toMatchObject({ outcome: 'truncated', text: expect.any(String) })
  expect(refused.tokens.inputTokens).toBeGreaterThan(0)
})

test.each([
  [{ status: 429, retryAfter: { seconds: 7 } }, 'rate_limited', 429, 7000],
  [{ status: 429, retryAfter: { ms: 250 } }, 'rate_limited', 429, 250],
  [
    { status: 429, retryAfter: { date: new Date(Date.UTC(2026, 0, 5, 12, 0, 30)) } },
    'rate_limited',
    429,
    30_000,
  ],
  [{ status: 408 }, 'server', 408, null],
  [{ status: 409 }, 'server', 409, null],
  [{ status: 500 }, 'server', 500, null],
  [{ status: 529 }, 'server', 529, null],
  ['cut', 'connection', null, null],
  ['reset', 'connection', null, null],
] as const)('%o is a failure of kind %s', async (fault, kind, status, retryAfterMs) => {
  const { provider, fake } = await startWith({ faults: [fault] })
  const failure = await failureOf(provider.send(requestOf(), never))
  expect(failure).toMatchObject({ kind, status, retryAfterMs })
  expect(failure.message).toContain('test-model')
  expect(fake.requests).toHaveLength(1)
})

test.each(['held', 'stalled'] as const)('a %s answer is given up in time', async (fault) => {
  const { fake, options } = await startWith({ faults: [fault] })
  const provider = makeOpenAiProvider({ ...options, timeoutMs: 150 })
  const failure = await failureOf(provider.send(requestOf(), never))
  fake.release()
  expect(failure).toMatchObject({ kind: 'timeout', status: null })
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

test('an address where nobody listens is a failed connection', async () => {
  const { fake, options } = await startWith()
  await fake.close()
  const failure = await failureOf(makeOpenAiProvider(options).send(requestOf(), never))
  expect(failure.kind).toBe('connection')
  expect(failure.message).toContain('ECONNREFUSED')
})
