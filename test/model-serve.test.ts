import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { Grade } from '../src/domain/grade.ts'
import { makeApi } from '../src/http/api.ts'
import { jsonl, manyConversations } from './conversations.ts'
import { startProvider } from './fakes/provider.ts'
import { judgedIn, KEY } from './llm-helpers.ts'
import { openMemory, openModelDay } from './model-day.ts'
import { start } from './touchstone.ts'

const fake = async (...options: Parameters<typeof startProvider>) => {
  const provider = await startProvider(...options)
  onTestFinished(() => provider.close())
  return provider
}
const DAY = manyConversations(100)
const CONCURRENCY = 8

test('with a provider that answers nobody, a posted conversation gets a grade that says so; posted again, it is completed', async () => {
  const provider = await fake({ faults: { reset: 1 } })
  const store = await openMemory()
  const post = async () => {
    const { deps } = await openModelDay(store, provider)
    const log = pino({ level: 'silent' })
    const options = { host: '127.0.0.1', maxBodyBytes: 1e6, version: 'test', log, isStopping: () => false }
    const api = makeApi({ ...deps, enqueue: () => undefined }, options)
    const response = await api.request('http://127.0.0.1/v1/grades', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: '127.0.0.1' },
      body: JSON.stringify(DAY[0]),
    })
    return { status: response.status, grade: Grade.parse(await response.json()) }
  }
  const first = await post()
  expect(first.status).toBe(201)
  const reasons = (grade: Grade) => [...new Set(judgedIn([grade]).map(({ reason }) => reason))]
  expect(reasons(first.grade)).toEqual(['provider_error'])
  expect(judgedIn([first.grade])[0]?.rationale).toMatch(/openai/)
  const asked = provider.requests.length
  provider.heal()
  const second = await post()
  expect(second.status).toBe(200)
  expect(second.grade.id).toBe(first.grade.id)
  expect(reasons(second.grade)).not.toContain('provider_error')
  expect(provider.requests).toHaveLength(asked + 1)
})

const Batch = z.object({ id: z.string(), state: z.string() })
const Item = z.object({ position: z.number(), outcome: z.string(), grade: Grade })

/** The server with a model, in a folder of its own, and all that it writes. */
function makeServer(baseUrl: string) {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-model-serve-'))
  const said: string[] = []
  const args = ['serve', '--port', '0', '--db', 't.db', '--judge', 'openai:gpt-5-mini']
  return {
    folder,
    said: () => said.join(''),
    async start() {
      const child = start([...args, '--concurrency', String(CONCURRENCY)], folder, {
        OPENAI_API_KEY: KEY,
        OPENAI_BASE_URL: baseUrl,
        LOG_LEVEL: 'debug',
      })
      const begun = said.length
      child.stdout.setEncoding('utf8').on('data', (text: string) => said.push(text))
      const url = await new Promise<string>((resolve, reject) => {
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          said.push(text)
          const address = /listens on (http:\S+)/.exec(said.slice(begun).join(''))?.[1]
          if (address !== undefined) resolve(address)
        })
        child.on('exit', () => reject(new Error(`the server ended: ${said.join('')}`)))
      })
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
      return { url, kill: (signal: 'SIGTERM' | 'SIGKILL') => child.kill(signal), ended }
    },
  }
}

async function itemsOf(url: string, id: string): Promise<z.infer<typeof Item>[]> {
  for (;;) {
    const { state } = Batch.parse(await (await fetch(`${url}/v1/batches/${id}`)).json())
    if (state === 'failed') throw new Error('the batch failed')
    if (state === 'done') break
  }
  const text = await (await fetch(`${url}/v1/batches/${id}/results`)).text()
  return text
    .trim()
    .split('\n')
    .map((line) => Item.parse(JSON.parse(line)))
}

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a batch that %s cut off in the middle goes on at the next start: every conversation judged, and at most those in flight asked twice',
  async (signal) => {
    const provider = await fake({ latencyMs: 20 })
    const server = makeServer(provider.openaiBaseUrl)
    const first = await server.start()
    provider.setFaults((_, n) => {
      if (n === 30) first.kill(signal)
      return null
    })
    const posted = await fetch(`${first.url}/v1/batches`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: jsonl(DAY),
    })
    expect(posted.status).toBe(202)
    const { id } = Batch.parse(await posted.json())
    await first.ended
    provider.heal()
    const before = provider.requests.length

    const second = await server.start()
    const items = await itemsOf(second.url, id)
    second.kill('SIGTERM')
    expect(await second.ended).toBe(0)
    expect(items.map(({ grade }) => grade.transcriptId)).toEqual(DAY.map((one) => one.id))
    const failed = judgedIn(items.map(({ grade }) => grade)).filter(
      ({ reason }) => reason === 'provider_error',
    )
    expect(failed).toEqual([])
    expect(provider.requests.filter(({ attempt }) => attempt > 0).length).toBeLessThanOrEqual(CONCURRENCY)
    expect(new Set(provider.requests.map(({ hash }) => hash)).size).toBe(DAY.length)
    expect(before).toBeLessThan(DAY.length)
    expect(server.said()).not.toContain(KEY)
    for (const file of readdirSync(server.folder))
      expect(readFileSync(join(server.folder, file)).includes(KEY)).toBe(false)
  },
)
