import { expect, onTestFinished, test } from 'vitest'
import { startProvider } from '../../test/fakes/provider.ts'
import type { BatchAnswer, BatchProvider } from '../judge/batch-provider.ts'
import { makeAnthropicBatchProvider } from './anthropic-batch.ts'
import { failureOf, optionsFor, requestOf, stalledBody } from './testing/requests.ts'

const priceOf = ({ outputTokens }: { outputTokens: number }) => ({
  costUsd: outputTokens / 1000,
  savedUsd: 0,
})

async function startWith(...asked: Parameters<typeof startProvider>) {
  const fake = await startProvider(...asked)
  onTestFinished(() => fake.close())
  const { options } = optionsFor(fake.anthropicBaseUrl)
  return { fake, batches: makeAnthropicBatchProvider({ ...options, priceOf }) }
}

async function answersOf(batches: BatchProvider, id: string): Promise<Map<string, BatchAnswer>> {
  while ((await batches.progress(id)).state !== 'ended') {}
  const answers = new Map<string, BatchAnswer>()
  for await (const answer of batches.answers(id)) answers.set(answer.requestHash, answer)
  return answers
}

test('a batch is answered like live requests, at the price of a batch', async () => {
  const { batches } = await startWith()
  const id = await batches.submit([requestOf(1), requestOf(2)])
  expect(await batches.progress(id)).toEqual({ state: 'working', settled: 0, total: 2 })
  const { reply, failure } = (await answersOf(batches, id)).get(requestOf(2).hash) ?? {}
  expect(failure).toBeNull()
  expect(reply).toMatchObject({
    outcome: 'complete',
    latencyMs: 0,
    sent: { temperature: 0, maxOutputTokens: 900, schemaMode: 'json_schema' },
    usage: { requests: 1, costUsd: (reply?.usage.outputTokens ?? 0) / 1000 },
  })
  expect(await batches.progress(id)).toEqual({ state: 'ended', settled: 2, total: 2 })
})

test('each request has its own end: refused, truncated, failed, expired', async () => {
  const fates = ['answered', 'refused', 'truncated', 'failed', 'expired'] as const
  const { batches } = await startWith({ batches: { fate: (_, index) => fates[index] ?? 'answered' } })
  const requests = fates.map((_, n) => requestOf(n))
  const answers = await answersOf(batches, await batches.submit(requests))
  const ends = requests.map(({ hash }) => answers.get(hash)?.reply?.outcome ?? answers.get(hash)?.failure)
  expect(ends).toEqual([
    'complete',
    'refused',
    'truncated',
    'api_error',
    expect.stringContaining('expired: '),
  ])
})

test('requests of different lengths say nothing of a limit that they do not share', async () => {
  const { batches } = await startWith()
  const id = await batches.submit([requestOf(1), requestOf(2, { maxOutputTokens: 50 })])
  const { sent } = (await answersOf(batches, id)).get(requestOf(1).hash)?.reply ?? {}
  expect(sent).toEqual({ temperature: 0, schemaMode: 'json_schema' })
})

test('a batch above the provider’s limits is refused, and says nothing of the conversations', async () => {
  const { batches } = await startWith({ limits: { anthropic: { requests: 1, bytes: 1_000_000 } } })
  const failure = await failureOf(batches.submit([requestOf(1), requestOf(2)]))
  expect(failure).toMatchObject({ kind: 'rejected', status: 400 })
  expect(failure.message).toContain('at most 1 requests')
})

test('an empty batch is refused before anything is sent', async () => {
  const { batches } = await startWith()
  expect((await failureOf(batches.submit([]))).kind).toBe('rejected')
})

test('answers that stop coming are given up in time, and those that came stand', async () => {
  const line = JSON.stringify({ custom_id: 'h1', result: { type: 'expired' } })
  const { options } = optionsFor('http://provider.test')
  const batches = makeAnthropicBatchProvider({
    ...options,
    timeoutMs: 50,
    priceOf,
    fetch: async (url) =>
      String(url).endsWith('/results')
        ? stalledBody(`${line}\n{"custom`)
        : Response.json({ id: 'b', processing_status: 'ended', results_url: 'http://provider.test/results' }),
  })
  const came: string[] = []
  const reading = async () => {
    for await (const { requestHash } of batches.answers('b')) came.push(requestHash)
  }
  expect((await failureOf(reading())).kind).toBe('timeout')
  expect(came).toEqual(['h1'])
})
