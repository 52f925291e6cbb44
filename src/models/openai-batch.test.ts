import { expect, onTestFinished, test } from 'vitest'
import { startProvider } from '../../test/fakes/provider.ts'
import type { BatchAnswer, BatchProvider } from '../judge/batch-provider.ts'
import { makeModelFacts } from './model-facts.ts'
import { makeOpenAiBatchProvider } from './openai-batch.ts'
import { failureOf, optionsFor, requestOf, stalledBody } from './testing/requests.ts'
import { serveAnswers } from './testing/serve-answers.ts'

const priceOf = ({ outputTokens }: { outputTokens: number }) => ({
  costUsd: outputTokens / 1000,
  savedUsd: 0,
})

async function startWith(...asked: Parameters<typeof startProvider>) {
  const fake = await startProvider(...asked)
  onTestFinished(() => fake.close())
  const { options, logged } = optionsFor(fake.openaiBaseUrl)
  const facts = makeModelFacts()
  const open = () => makeOpenAiBatchProvider({ ...options, facts, priceOf })
  return { fake, options, logged, facts, open, batches: open() }
}

async function untilEnded(batches: BatchProvider, id: string): Promise<number> {
  for (let looks = 1; looks < 10; looks++) if ((await batches.progress(id)).state === 'ended') return looks
  throw new Error('the batch does not end')
}

async function answersByHash(batches: BatchProvider, id: string): Promise<Map<string, BatchAnswer>> {
  const answers = new Map<string, BatchAnswer>()
  for await (const answer of batches.answers(id)) {
    expect(answers.has(answer.requestHash)).toBe(false)
    answers.set(answer.requestHash, answer)
  }
  return answers
}

test('a batch is answered like live requests, at the price of a batch', async () => {
  const { batches } = await startWith()
  const id = await batches.submit([requestOf(1), requestOf(2), requestOf(3)])
  expect(await batches.progress(id)).toEqual({ state: 'working', settled: 1, total: 3 })
  await untilEnded(batches, id)
  const answers = await answersByHash(batches, id)
  expect(answers.size).toBe(3)
  const { reply, failure } = answers.get(requestOf(2).hash) ?? {}
  expect(failure).toBeNull()
  expect(reply).toMatchObject({
    outcome: 'complete',
    latencyMs: 0,
    sent: { temperature: 0, maxOutputTokens: 900, schemaMode: 'json_schema' },
    usage: { requests: 1, costUsd: (reply?.usage.outputTokens ?? 0) / 1000 },
  })
})

test('a batch outlives its process, and what the model refuses is not sent', async () => {
  const { facts, options, open, batches } = await startWith({
    binding: 'json_object',
    refuses: ['temperature'],
  })
  const { factsKey } = await import('./provider-options.ts')
  const learnt = { schemaMode: 'json_object', temperature: false, maxTokens: 'max_completion_tokens' }
  await facts.remember(factsKey('openai', options), learnt)
  const id = await batches.submit([requestOf(1)])
  const later = open()
  await untilEnded(later, id)
  expect((await answersByHash(later, id)).get(requestOf(1).hash)?.reply).toMatchObject({
    outcome: 'complete',
    sent: { temperature: null, maxOutputTokens: 900, schemaMode: 'json_object' },
  })
})

test('each request has its own end: refused, truncated, failed, expired', async () => {
  const fates = ['answered', 'refused', 'truncated', 'failed', 'expired'] as const
  const { batches } = await startWith({ batches: { fate: (_, index) => fates[index] ?? 'answered' } })
  const requests = fates.map((_, n) => requestOf(n))
  const id = await batches.submit(requests)
  await untilEnded(batches, id)
  const answers = await answersByHash(batches, id)
  const ends = requests.map(({ hash }) => answers.get(hash)?.reply?.outcome ?? answers.get(hash)?.failure)
  expect(ends).toEqual(['complete', 'refused', 'truncated', 'HTTP 500 [server_error]', 'batch_expired'])
})

test('a batch that is refused as a whole is a failure of each of its requests, with the reason', async () => {
  const { batches } = await startWith({ limits: { openai: { requests: 1, bytes: 1_000_000 } } })
  const id = await batches.submit([requestOf(1), requestOf(2)])
  await untilEnded(batches, id)
  const answers = await answersByHash(batches, id)
  expect([...answers.keys()].sort()).toEqual([requestOf(1).hash, requestOf(2).hash])
  for (const { reply, failure } of answers.values()) {
    expect(reply).toBeNull()
    expect(failure).toMatch(/^the batch was refused: ./)
  }
})

test('the size of a request covers its text, and is known without asking anybody', async () => {
  const { batches, fake } = await startWith()
  const size = batches.sizeOf(requestOf(1))
  expect(size).toBeGreaterThan(requestOf(1).stable.length)
  expect(batches.limits.requests).toBe(50_000)
  expect(fake.requests).toEqual([])
})

test('a file that no batch was made of is deleted', async () => {
  const { url, heard } = await serveAnswers(({ path }) =>
    path.startsWith('/files')
      ? { body: { id: 'file-1', deleted: true } }
      : { status: 403, body: { error: 'no batches here' } },
  )
  const { options } = optionsFor(url)
  const failure = await failureOf(makeOpenAiBatchProvider({ ...options, priceOf }).submit([requestOf(1)]))
  expect(failure).toMatchObject({ kind: 'denied', status: 403 })
  expect(heard.map(({ path }) => path)).toEqual(['/files', '/batches', '/files/file-1'])
})

test('a line that cannot be read is passed over, and said', async () => {
  const good = JSON.stringify({
    custom_id: 'h1',
    response: { status_code: 200, body: { choices: [] } },
    error: null,
  })
  const batch = {
    id: 'b',
    status: 'completed',
    output_file_id: 'f',
    request_counts: { total: 2, completed: 2, failed: 0 },
  }
  const { url } = await serveAnswers(({ path }) =>
    path.endsWith('/content')
      ? { headers: { 'content-type': 'application/octet-stream' }, body: `{"half":\n${good}\n${good}` }
      : { body: batch },
  )
  const { options, logged } = optionsFor(url)
  const answers = await answersByHash(makeOpenAiBatchProvider({ ...options, priceOf }), 'b')
  expect([...answers.keys()]).toEqual(['h1'])
  expect(logged).toEqual([expect.stringContaining('cannot be read')])
})

test('an empty batch is refused before anything is sent', async () => {
  const { batches } = await startWith()
  expect((await failureOf(batches.submit([]))).kind).toBe('rejected')
})

test('a batch that the provider does not know is a failure', async () => {
  const { batches } = await startWith()
  expect(await failureOf(batches.progress('batch_none'))).toMatchObject({ kind: 'denied', status: 404 })
  expect(await failureOf(answersByHash(batches, 'batch_none'))).toMatchObject({
    kind: 'denied',
    status: 404,
  })
})

test('answers that stop coming are given up in time, and those that came stand', async () => {
  const line = JSON.stringify({ custom_id: 'h1', response: { status_code: 200, body: { choices: [] } } })
  const { options } = optionsFor('http://provider.test/v1')
  const batches = makeOpenAiBatchProvider({
    ...options,
    timeoutMs: 50,
    priceOf,
    fetch: async (url) =>
      String(url).endsWith('/content')
        ? stalledBody(`${line}\n{"custom`)
        : Response.json({ id: 'b', status: 'completed', output_file_id: 'f' }),
  })
  const came: string[] = []
  const reading = async () => {
    for await (const { requestHash } of batches.answers('b')) came.push(requestHash)
  }
  expect((await failureOf(reading())).kind).toBe('timeout')
  expect(came).toEqual(['h1'])
})
