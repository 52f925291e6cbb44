import { mkdtempSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Grade } from '../src/domain/grade.ts'
import { builtInCertificate, writeCertificate } from './built-in-certificate.ts'
import { jsonl, manyConversations, sampleConversations } from './conversations.ts'
import { start, touchstone } from './touchstone.ts'

const Problem = z.object({ code: z.string(), errors: z.array(z.object({ path: z.string() })).default([]) })
const Batch = z.object({ id: z.string(), state: z.string(), counts: z.record(z.string(), z.number()) })
const OpenApi = z.object({
  paths: z.record(z.string(), z.object({ post: z.object({ parameters: z.array(z.unknown()) }).optional() })),
})
const Described = z.object({
  components: z.object({ schemas: z.object({ Grade: z.object({ description: z.string() }) }) }),
})
const GradePage = z.object({ grades: z.array(Grade), next: z.string().nullable() })
const ResultLine = z.object({ position: z.number(), outcome: z.string(), grade: Grade.nullable() })

/** A server of its own on a free port, and its address. */
async function serve(
  cwd: string,
  env: Record<string, string> = {},
): Promise<{ url: string; stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null> }> {
  const child = start(['serve', '--port', '0', '--db', 'http.db'], cwd, env)
  child.stdout.resume()
  const url = await new Promise<string>((resolve, reject) => {
    let seen = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      seen += text
      const address = /listens on (http:\S+)/.exec(seen)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.on('exit', () => reject(new Error(`the server ended: ${seen}`)))
  })
  return {
    url,
    stop: (signal) =>
      new Promise((resolve) => {
        child.on('close', resolve)
        child.kill(signal)
      }),
  }
}

const ndjson = { 'content-type': 'application/x-ndjson' }
const nested = (levels: number) =>
  `{"id":"deep","channel":"chat","language":"en","metadata":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)},"turns":[{"id":1,"role":"customer","text":"hi"}]}`

const folder = () => mkdtempSync(join(tmpdir(), 'touchstone-http-'))
let server: Awaited<ReturnType<typeof serve>>
const [first, second] = sampleConversations()

beforeAll(async () => {
  server = await serve(folder())
})
afterAll(async () => {
  expect(await server.stop('SIGTERM')).toBe(0)
})

function post(
  path: string,
  body: string | Buffer<ArrayBuffer>,
  headers: Record<string, string> = {},
  url = server.url,
): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

async function settled(id: string, url = server.url): Promise<z.infer<typeof Batch>> {
  for (;;) {
    const batch = Batch.parse(await (await fetch(`${url}/v1/batches/${id}`)).json())
    if (batch.state === 'done' || batch.state === 'failed') return batch
  }
}

test('one conversation gets its grade, and the same again keeps it', async () => {
  const created = await post('/v1/grades', JSON.stringify(first))
  expect(created.status).toBe(201)
  const grade = Grade.parse(await created.json())
  const again = await post('/v1/grades', JSON.stringify(first))
  expect(again.status).toBe(200)
  expect(await again.json()).toEqual(grade)
  expect(await (await fetch(`${server.url}/v1/grades/${grade.id}`)).json()).toEqual(grade)
})

test('a bad conversation is refused with the path of each bad field', async () => {
  const refused = await post(
    '/v1/grades',
    JSON.stringify({ ...first, channel: 'fax', turns: [{ id: 1, role: 'boss', text: 'x' }] }),
  )
  expect(refused.status).toBe(422)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  const { code, errors } = Problem.parse(await refused.json())
  expect(code).toBe('TRANSCRIPT_INVALID')
  expect(errors.map(({ path }) => path)).toEqual(['channel', 'turns[0].role'])
})

test.each([
  ['broken JSON', '/v1/grades', '{"id":', {}, 400],
  ['a body that is not UTF-8', '/v1/grades', Buffer.from('{"id":"\xff"}', 'latin1'), {}, 400],
  ['metadata nested too deep', '/v1/grades', nested(100_000), {}, 422],
  ['a batch where one conversation goes', '/v1/grades', '{}\n{}', ndjson, 400],
  ['one conversation declared as a batch', '/v1/grades', '{}', ndjson, 415],
  ['a method that the address does not take', '/healthz', '{}', {}, 405],
  ['another content type', '/v1/grades', 'hello', { 'content-type': 'text/plain' }, 415],
  ['a body over the limit', '/v1/grades', JSON.stringify({ text: 'x'.repeat(9_000_000) }), {}, 413],
  [
    'a scorecard there is none of',
    '/v1/grades?scorecard=nope',
    JSON.stringify(sampleConversations()[0]),
    {},
    404,
  ],
  ['a page of another origin', '/v1/grades', '{}', { origin: 'https://elsewhere.example' }, 403],
  ['an address there is none of', '/v1/nothing', '{}', {}, 404],
  ['an empty batch', '/v1/batches', '\n\n', {}, 422],
])('%s is refused as a problem', async (_, path, body, headers, status) => {
  const refused = await post(path, body, headers)
  expect(refused.status).toBe(status)
  expect(Problem.safeParse(await refused.json()).success).toBe(true)
})

test('broken JSON is told by its place', async () => {
  const refused = await post('/v1/grades', '{"id": "a", }')
  expect(await refused.json()).toMatchObject({
    code: 'BODY_UNREADABLE',
    detail: expect.stringContaining('column 13'),
  })
})

test('an address says which methods it takes', async () => {
  const refused = await fetch(`${server.url}/v1/grades/g_1`, { method: 'DELETE' })
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
})

test('wrong query parameters are refused by name', async () => {
  const refused = await fetch(`${server.url}/v1/grades?limit=900&colour=red`)
  expect(refused.status).toBe(400)
  const { errors } = Problem.parse(await refused.json())
  expect(errors.map(({ path }) => path).sort()).toEqual(['colour', 'limit'])
})

test('days that run backwards are refused', async () => {
  const refused = await fetch(`${server.url}/v1/grades?from=2026-06-17&to=2026-06-16`)
  expect(refused.status).toBe(400)
  expect(Problem.parse(await refused.json()).errors).toEqual([{ path: 'to' }])
})

test('an Idempotency-Key gives the same reply again and refuses another request', async () => {
  const headers = { 'idempotency-key': 'key-1' }
  const created = await post('/v1/grades', JSON.stringify(second), headers)
  const again = await post('/v1/grades', JSON.stringify(second), headers)
  expect([created.status, again.status, again.headers.get('idempotency-replayed')]).toEqual([
    201,
    201,
    'true',
  ])
  expect(await again.text()).toBe(await created.text())
  expect((await post('/v1/grades', JSON.stringify(first), headers)).status).toBe(422)
})

test('an Idempotency-Key of a batch stands for its body too, and the same batch again is not another', async () => {
  const headers = { ...ndjson, 'idempotency-key': 'batch-1' }
  const created = await post('/v1/batches', jsonl([first]), headers)
  const again = await post('/v1/batches', jsonl([first]), headers)
  expect(again.headers.get('location')).toBe(created.headers.get('location'))
  expect(await again.text()).toBe(await created.text())
  expect((await post('/v1/batches', jsonl([second]), headers)).status).toBe(422)
})

test('lines of a batch that are not UTF-8 or nested too deep are set aside, and the rest is graded', async () => {
  const lines = [JSON.stringify(first), '{"id":"\xff"}', nested(100_000), JSON.stringify(second)]
  const bytes = lines.map((line, index) => Buffer.from(`${line}\n`, index === 1 ? 'latin1' : 'utf8'))
  const accepted = await post('/v1/batches', Buffer.concat(bytes), ndjson)
  const { id } = Batch.parse(await accepted.json())
  await settled(id)
  const results = (await (await fetch(`${server.url}/v1/batches/${id}/results`)).text()).trim().split('\n')
  expect(results.map((line) => ResultLine.parse(JSON.parse(line)).outcome)).toEqual([
    'kept',
    'rejected',
    'rejected',
    'kept',
  ])
})

test('an upload that breaks off costs nobody else anything', async () => {
  const { hostname, port } = new URL(server.url)
  const request = httpRequest({ hostname, port, path: '/v1/batches', method: 'POST', headers: ndjson })
  request.on('error', () => {})
  await new Promise((sent) => request.write(jsonl([first]), sent))
  request.destroy()
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('a batch is graded in the background, its bad lines set aside, its results in input order', async () => {
  const lines = manyConversations(600).map((one) => JSON.stringify(one))
  lines[300] = '{"id": "broken"'
  const accepted = await post('/v1/batches', jsonl(lines), { 'content-type': 'application/x-ndjson' })
  expect(accepted.status).toBe(202)
  const { id } = Batch.parse(await accepted.json())
  expect(accepted.headers.get('location')).toBe(`/v1/batches/${id}`)
  expect(await settled(id)).toMatchObject({ state: 'done', counts: { graded: 599, rejected: 1, waiting: 0 } })
  const results = (await (await fetch(`${server.url}/v1/batches/${id}/results`)).text())
    .trim()
    .split('\n')
    .map((line) => ResultLine.parse(JSON.parse(line)))
  expect(results.map(({ position }) => position)).toEqual(lines.map((_, index) => index))
  expect(results[300]).toMatchObject({ outcome: 'rejected', grade: null })
})

test('pages of a filtered list hold every grade once', async () => {
  const seen: string[] = []
  let cursor = ''
  do {
    const page = GradePage.parse(
      await (await fetch(`${server.url}/v1/grades?channel=phone&limit=20${cursor}`)).json(),
    )
    expect(page.grades.every(({ conversation }) => conversation.channel === 'phone')).toBe(true)
    seen.push(...page.grades.map(({ id }) => id))
    cursor = page.next === null ? '' : `&cursor=${page.next}`
  } while (cursor !== '')
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.length).toBeGreaterThan(20)
})

test('grades are found by criterion and verdict', async () => {
  const { grades } = GradePage.parse(
    await (
      await fetch(`${server.url}/v1/grades?criterion=empathy_before_explanation&verdict=unscored&limit=5`)
    ).json(),
  )
  expect(grades).toHaveLength(5)
})

test.each(['/healthz', '/readyz', '/openapi.json', '/docs'])('%s answers', async (path) => {
  const reply = await fetch(`${server.url}${path}`)
  expect(reply.status).toBe(200)
  expect((await reply.text()).length).toBeGreaterThan(10)
})

test('a port that is taken ends a second server with code 2 and without a stack', async () => {
  const { code, stderr } = await touchstone(['serve', '--port', new URL(server.url).port], folder())
  expect(code).toBe(2)
  expect(stderr).toMatch(/^touchstone: port \d+ of 127\.0\.0\.1 is taken; [^\n]+\n$/)
})

test('every address is in the OpenAPI document, and every POST names its Idempotency-Key', async () => {
  const reply = await fetch(`${server.url}/openapi.json`)
  const { paths } = OpenApi.parse(await reply.json())
  expect(Object.keys(paths).sort()).toEqual([
    '/healthz',
    '/readyz',
    '/v1/batches',
    '/v1/batches/{id}',
    '/v1/batches/{id}/results',
    '/v1/grades',
    '/v1/grades/{id}',
  ])
  const posts = Object.values(paths).flatMap(({ post }) => (post === undefined ? [] : [post]))
  for (const { parameters } of posts)
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'idempotency-key', in: 'header' }))
})

test('a grade says how each verdict stands and by which certificate, in the reply, by its id and in the list', async () => {
  const { provenance } = Grade.parse(await (await post('/v1/grades', JSON.stringify(first))).json())
  const { judge, model, promptHash, params } = provenance
  const certificate = await builtInCertificate(
    { judge, model, promptHash, params },
    { owns_resolution: { standing: 'assist' }, substantive_reply: { standing: 'off' } },
  )
  const certificates = folder()
  writeCertificate(certificates, certificate)
  const certified = await serve(folder(), { CERTIFICATES_FOLDER: certificates })
  const created = await post('/v1/grades', JSON.stringify(first), {}, certified.url)
  const grade = Grade.parse(await created.json())
  const standings = new Map(grade.findings.map((one) => [one.criterion, one.standing]))
  const of = ['owns_resolution', 'substantive_reply', 'respectful_tone', 'first_response']
  expect(of.map((id) => standings.get(id))).toEqual(['assist', 'off', 'uncertified', 'auto'])
  expect([grade.provenance.certificate, grade.review.reasons]).toEqual([certificate.id, ['assist']])
  expect(await (await fetch(`${certified.url}/v1/grades/${grade.id}`)).json()).toEqual(grade)
  const listed = GradePage.parse(await (await fetch(`${certified.url}/v1/grades`)).json())
  expect(listed.grades).toEqual([grade])
  expect(await certified.stop('SIGTERM')).toBe(0)
})

test('the OpenAPI document and its page say what each standing means', async () => {
  const reply = await fetch(`${server.url}/openapi.json`)
  const { components } = Described.parse(await reply.json())
  const page = await (await fetch(`${server.url}/docs`)).text()
  for (const text of [components.schemas.Grade.description, page])
    for (const word of ['auto', 'assist', 'uncertified', 'off', 'confidence.calibrated'])
      expect(text).toContain(`\`${word}\``)
})

test('the documentation page needs nothing from elsewhere', async () => {
  const page = await (await fetch(`${server.url}/docs`)).text()
  expect(page).not.toMatch(/<script|src=|href="http/)
  expect(page).toContain('/v1/batches/{id}/results')
})

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'stopped by %s in the middle of a batch, the next start finishes it',
  async (signal) => {
    const cwd = folder()
    const one = await serve(cwd)
    const accepted = await post(
      '/v1/batches',
      jsonl(manyConversations(3000)),
      { 'content-type': 'application/x-ndjson' },
      one.url,
    )
    const { id } = Batch.parse(await accepted.json())
    await one.stop(signal)
    const two = await serve(cwd)
    expect(await settled(id, two.url)).toMatchObject({
      state: 'done',
      counts: { graded: 3000, kept: 0, duplicate: 0, waiting: 0 },
    })
    await two.stop('SIGTERM')
  },
)
