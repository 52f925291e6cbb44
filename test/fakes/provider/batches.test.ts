import type OpenAI from 'openai'
import { toFile } from 'openai'
import { describe, expect, test } from 'vitest'
import type { BatchFate } from './batch-plan.ts'
import { DOCUMENTED_LIMITS } from './options.ts'
import { failureOf, startWithClients } from './testing.ts'

const answer = () => ({ ok: true })
const body = { model: 'm', messages: [{ role: 'user' as const, content: 'Hello' }] }
const endpoint = '/v1/chat/completions'
const line = (custom_id: string, asked: object = body) => ({
  custom_id,
  method: 'POST',
  url: endpoint,
  body: asked,
})
const request = (custom_id: string) => ({ custom_id, params: { ...body, max_tokens: 100 } })

/** Four requests, of which one fails, one expires and one is refused by the model. */
const FATES: ReadonlyMap<string, BatchFate> = new Map([
  ['b', 'failed'],
  ['c', 'expired'],
  ['d', 'refused'],
])
const MIXED = { fate: (id: string) => FATES.get(id) ?? 'answered' }

async function submit(openai: OpenAI, lines: readonly (object | string)[]) {
  const text = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
  const file = await openai.files.create({
    file: await toFile(Buffer.from(text), 'in.jsonl'),
    purpose: 'batch',
  })
  return openai.batches.create({
    input_file_id: file.id,
    endpoint,
    completion_window: '24h',
    metadata: { day: '2026-01-01' },
  })
}

async function readLines(openai: OpenAI, file: string | undefined): Promise<unknown[]> {
  const text = await (await openai.files.content(file ?? '')).text()
  return text
    .trimEnd()
    .split('\n')
    .map((one): unknown => JSON.parse(one))
}

describe('OpenAI', () => {
  test('a batch goes through its states by being looked at, and gives its replies', async () => {
    const { provider, openai } = await startWithClients({ answer })
    const batch = await submit(openai, [line('a'), line('b'), line('c')])
    expect(batch).toMatchObject({
      object: 'batch',
      status: 'validating',
      endpoint,
      metadata: { day: '2026-01-01' },
      request_counts: { total: 3, completed: 0, failed: 0 },
    })
    const states = []
    for (let look = 0; look < 4; look++) {
      const { status, request_counts, output_file_id } = await openai.batches.retrieve(batch.id)
      states.push([status, request_counts?.completed, output_file_id !== undefined])
    }
    expect(states).toEqual([
      ['in_progress', 1, false],
      ['finalizing', 2, false],
      ['completed', 3, true],
      ['completed', 3, true],
    ])
    const { output_file_id, error_file_id } = await openai.batches.retrieve(batch.id)
    expect(error_file_id).toBeUndefined()
    const lines = await readLines(openai, output_file_id)
    expect(lines).toHaveLength(3)
    expect(lines[0]).toEqual({
      id: expect.any(String),
      custom_id: 'a',
      response: {
        status_code: 200,
        request_id: expect.any(String),
        body: expect.objectContaining({ object: 'chat.completion', model: 'm' }),
      },
      error: null,
    })
    expect(provider.stats()).toMatchObject({ requests: 0, batched: 3, outputTokens: 9 })
  })

  test('what fails or expires is in the error file, and the batch has expired', async () => {
    const { openai } = await startWithClients({ answer, batches: { polls: 1, ...MIXED } })
    const { id } = await submit(openai, [
      line('a'),
      line('b'),
      line('c'),
      line('d'),
      line('e', { model: 'm' }),
    ])
    const batch = await openai.batches.retrieve(id)
    expect(batch).toMatchObject({ status: 'expired', request_counts: { total: 5, completed: 2, failed: 3 } })
    const output = await readLines(openai, batch.output_file_id)
    expect(output).toMatchObject([
      { custom_id: 'a', response: { body: { choices: [{ message: { content: '{"ok":true}' } }] } } },
      {
        custom_id: 'd',
        response: { body: { choices: [{ message: { content: null, refusal: expect.any(String) } }] } },
      },
    ])
    expect(await readLines(openai, batch.error_file_id)).toMatchObject([
      {
        custom_id: 'b',
        response: { status_code: 500, body: { error: { type: 'server_error' } } },
        error: null,
      },
      { custom_id: 'c', response: null, error: { code: 'batch_expired' } },
      { custom_id: 'e', response: { status_code: 400, body: { error: { param: 'messages' } } }, error: null },
    ])
  })

  test('a cancelled batch keeps what was answered before', async () => {
    const { openai } = await startWithClients({ answer, batches: { polls: 2 } })
    const { id } = await submit(openai, [line('a'), line('b')])
    await openai.batches.retrieve(id)
    expect((await openai.batches.cancel(id)).status).toBe('cancelling')
    const batch = await openai.batches.retrieve(id)
    expect(batch).toMatchObject({
      status: 'cancelled',
      request_counts: { total: 2, completed: 1, failed: 1 },
    })
    expect(await readLines(openai, batch.output_file_id)).toMatchObject([{ custom_id: 'a' }])
    expect(await readLines(openai, batch.error_file_id)).toMatchObject([
      { custom_id: 'b', response: null, error: { code: 'batch_cancelled' } },
    ])
    expect((await failureOf(openai.batches.cancel(id))).status).toBe(409)
  })

  test('a file with a missing or repeated custom_id, a broken line or another endpoint fails validation', async () => {
    const { openai } = await startWithClients({ answer })
    const { custom_id: _, ...nameless } = line('x')
    const { id, status } = await submit(openai, [
      line('a'),
      line('a'),
      nameless,
      '{',
      { ...line('b'), url: '/v1/embeddings' },
    ])
    expect(status).toBe('validating')
    const batch = await openai.batches.retrieve(id)
    expect(batch.status).toBe('failed')
    expect(batch.errors?.data?.map(({ line: at, code, param }) => [at, code, param])).toEqual([
      [2, 'duplicate_custom_id', 'custom_id'],
      [3, 'invalid_request', 'custom_id'],
      [4, 'invalid_json_line', null],
      [5, 'mismatched_endpoint', 'url'],
    ])
    expect(batch.output_file_id).toBeUndefined()
  })

  test('50,000 requests are taken and one more fails validation', async () => {
    const { openai } = await startWithClients({ answer })
    const lines = Array.from({ length: 50_001 }, (_, i) => line(`r${i}`, {}))
    const fits = await submit(openai, lines.slice(1))
    expect(fits.request_counts?.total).toBe(50_000)
    const { id } = await submit(openai, lines)
    expect((await openai.batches.retrieve(id)).errors?.data?.[0]?.message).toContain('maximum of 50000')
  })

  test('a file above the limit of bytes is refused', async () => {
    expect(DOCUMENTED_LIMITS.openai).toEqual({ requests: 50_000, bytes: 200 * 1024 * 1024 })
    const { openai } = await startWithClients({ limits: { openai: { requests: 10, bytes: 300 } } })
    expect((await submit(openai, [line('a')])).status).toBe('validating')
    expect((await failureOf(submit(openai, [line('a'), line('b'), line('c')]))).status).toBe(413)
  })

  test('files are uploaded for batches alone, and unknown ones are 404', async () => {
    const { openai } = await startWithClients()
    const file = await toFile(Buffer.from('{}'), 'in.jsonl')
    const wrong = await failureOf(openai.files.create({ file, purpose: 'assistants' }))
    expect(wrong).toMatchObject({ status: 400, param: 'purpose' })
    const { id } = await openai.files.create({ file, purpose: 'batch' })
    expect(await openai.files.retrieve(id)).toMatchObject({
      id,
      bytes: 2,
      filename: 'in.jsonl',
      purpose: 'batch',
    })
    expect((await failureOf(openai.files.content('file-none'))).status).toBe(404)
    expect((await failureOf(openai.batches.retrieve('batch_none'))).status).toBe(404)
    const asked = openai.batches.create({ input_file_id: 'file-none', endpoint, completion_window: '24h' })
    expect((await failureOf(asked)).status).toBe(404)
  })

  test('batches are listed newest first, page by page, and listing moves nothing on', async () => {
    const { openai } = await startWithClients({ answer })
    for (const id of ['a', 'b', 'c']) await submit(openai, [line(id)])
    const listed = []
    for await (const { id, status } of openai.batches.list({ limit: 2 })) listed.push([id, status])
    expect(listed).toEqual([
      ['batch_00000003', 'validating'],
      ['batch_00000002', 'validating'],
      ['batch_00000001', 'validating'],
    ])
  })

  test('batches and files want a key', async () => {
    const { provider } = await startWithClients()
    for (const path of ['/batches', '/files/file-1']) {
      expect((await fetch(`${provider.openaiBaseUrl}${path}`)).status).toBe(401)
    }
  })
})

describe('Anthropic', () => {
  test('a batch ends by being looked at; every request counts as processing until then', async () => {
    const { anthropic } = await startWithClients({ answer, batches: { polls: 2, ...MIXED } })
    const made = await anthropic.messages.batches.create({ requests: ['a', 'b', 'c', 'd'].map(request) })
    const none = { processing: 4, succeeded: 0, errored: 0, canceled: 0, expired: 0 }
    expect(made).toMatchObject({
      type: 'message_batch',
      processing_status: 'in_progress',
      request_counts: none,
    })
    expect(await anthropic.messages.batches.retrieve(made.id)).toMatchObject({
      request_counts: none,
      results_url: null,
    })
    expect(await anthropic.messages.batches.retrieve(made.id)).toMatchObject({
      processing_status: 'ended',
      request_counts: { processing: 0, succeeded: 2, errored: 1, canceled: 0, expired: 1 },
    })
    const results = new Map()
    for await (const { custom_id, result } of await anthropic.messages.batches.results(made.id)) {
      results.set(custom_id, result)
    }
    expect([...results.keys()]).toEqual(['d', 'c', 'b', 'a'])
    expect(results.get('a')).toMatchObject({
      type: 'succeeded',
      message: { content: [{ text: '{"ok":true}' }] },
    })
    expect(results.get('b')).toMatchObject({
      type: 'errored',
      error: { type: 'error', error: { type: 'api_error' } },
    })
    expect(results.get('c')).toEqual({ type: 'expired' })
    expect(results.get('d')).toMatchObject({ type: 'succeeded', message: { stop_reason: 'refusal' } })
  })

  test('what is wrong with the parameters of one request is an error of that request', async () => {
    const { anthropic } = await startWithClients({ answer, batches: { polls: 1 } })
    const made = await anthropic.messages.batches.create({
      requests: [{ custom_id: 'a', params: { ...body, max_tokens: 0 } }],
    })
    for await (const { result } of await anthropic.messages.batches.results(made.id)) {
      expect(result).toMatchObject({ type: 'errored', error: { error: { type: 'invalid_request_error' } } })
    }
  })

  test('a canceled batch keeps what was answered before', async () => {
    const { anthropic } = await startWithClients({ answer, batches: { polls: 2 } })
    const { id } = await anthropic.messages.batches.create({ requests: ['a', 'b'].map(request) })
    await anthropic.messages.batches.retrieve(id)
    expect(await anthropic.messages.batches.cancel(id)).toMatchObject({ processing_status: 'canceling' })
    expect(await anthropic.messages.batches.retrieve(id)).toMatchObject({
      processing_status: 'ended',
      request_counts: { succeeded: 1, canceled: 1 },
    })
    const kinds = []
    for await (const { result } of await anthropic.messages.batches.results(id)) kinds.push(result.type)
    expect(kinds).toEqual(['canceled', 'succeeded'])
    expect((await failureOf(anthropic.messages.batches.cancel(id))).status).toBe(409)
  })

  test('a repeated, missing or malformed custom_id is refused at once', async () => {
    const { provider, anthropic } = await startWithClients()
    const create = (...ids: string[]) =>
      failureOf(anthropic.messages.batches.create({ requests: ids.map(request) }))
    expect(await create('a', 'a')).toMatchObject({
      status: 400,
      message: expect.stringContaining('requests.1.custom_id'),
    })
    expect((await create('a:b')).message).toContain(
      "requests.0.custom_id: String should match pattern '^[a-zA-Z0-9_-]{1,64}$'",
    )
    const post = (text: string) =>
      fetch(`${provider.url}/v1/messages/batches`, {
        method: 'POST',
        headers: { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' },
        body: text,
      })
    const nameless = await post(JSON.stringify({ requests: [{ params: {} }] }))
    expect([nameless.status, await nameless.text()]).toEqual([
      400,
      expect.stringContaining('requests.0.custom_id: Field required'),
    ])
    expect((await post('{')).status).toBe(400)
  })

  test('limits are those of the documents, and above them it refuses', async () => {
    expect(DOCUMENTED_LIMITS.anthropic).toEqual({ requests: 100_000, bytes: 256 * 1024 * 1024 })
    const many = await startWithClients({ limits: { anthropic: { requests: 1, bytes: 10_000 } } })
    const two = ['a', 'b'].map(request)
    expect(await failureOf(many.anthropic.messages.batches.create({ requests: two }))).toMatchObject({
      status: 400,
    })
    const large = await startWithClients({ limits: { anthropic: { requests: 9, bytes: 100 } } })
    expect(await failureOf(large.anthropic.messages.batches.create({ requests: two }))).toMatchObject({
      status: 413,
      error: { error: { type: 'request_too_large' } },
    })
  })

  test('results of a batch that goes on, and batches nobody made, are 404', async () => {
    const { provider, anthropic } = await startWithClients({ answer })
    const { id } = await anthropic.messages.batches.create({ requests: [request('a')] })
    const headers = { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' }
    expect((await fetch(`${provider.url}/v1/messages/batches/${id}/results`, { headers })).status).toBe(404)
    expect((await failureOf(anthropic.messages.batches.retrieve('msgbatch_none'))).status).toBe(404)
  })

  test('batches are listed newest first, page by page', async () => {
    const { anthropic } = await startWithClients({ answer })
    for (const id of ['a', 'b', 'c']) await anthropic.messages.batches.create({ requests: [request(id)] })
    const listed = []
    for await (const { id } of anthropic.messages.batches.list({ limit: 2 })) listed.push(id)
    expect(listed).toEqual(['msgbatch_00000003', 'msgbatch_00000002', 'msgbatch_00000001'])
  })
})
