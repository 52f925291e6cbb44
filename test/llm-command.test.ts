import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { Grade } from '../src/domain/grade.ts'
import { jsonl, manyConversations } from './conversations.ts'
import { answerJudgment } from './fakes/provider/answer-judgment.ts'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { judgedIn, KEY, makeDesk, readRequest, serve } from './llm-helpers.ts'
import { openMemory, openModelDay } from './model-day.ts'

const open: FakeProvider[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((provider) => provider.close()))
})
async function fake(...options: Parameters<typeof startProvider>): Promise<FakeProvider> {
  const provider = await startProvider(...options)
  open.push(provider)
  return provider
}

const CARD = ['--scorecard', 'aftersales-chat']
const DAY = manyConversations(12)

test('a run that left something open ends with 1, its rerun asks for that alone and ends with 0, the next asks nothing', async () => {
  const provider = await fake({ faults: [null, 'refused', null, 'refused'] })
  const { grade } = makeDesk(DAY, provider)
  const first = await grade(CARD)
  expect(first.code).toBe(1)
  expect(first.grades).toHaveLength(12)
  expect(provider.requests).toHaveLength(12)
  expect(first.stderr).toContain('2 conversations have findings that failed')
  const refused = first.grades.filter((one) =>
    judgedIn([one]).every(({ reason }) => reason === 'reply_refused'),
  )
  expect(refused).toHaveLength(2)

  const second = await grade(CARD)
  expect(second.code).toBe(0)
  expect(provider.requests).toHaveLength(14)
  const asked = provider.requests.slice(12)
  for (const { hash } of asked) expect(provider.requests.slice(0, 12).map((one) => one.hash)).toContain(hash)
  const refusedIds = new Set(refused.map(({ id }) => id))
  for (const one of second.grades) expect(one.history.length > 0).toBe(refusedIds.has(one.id))

  const third = await grade(CARD)
  expect(third.code).toBe(0)
  expect(third.grades).toEqual(second.grades)
  expect(provider.requests).toHaveLength(14)
})

test('editing one criterion asks that one again, editing weight or title asks nothing', async () => {
  const provider = await fake()
  const { grade, put } = makeDesk(DAY, provider)
  const card = readFileSync(new URL('../scorecards/aftersales-chat.yaml', import.meta.url), 'utf8')
  const edited = (from: string, to: string) => {
    expect(card.split(from)).toHaveLength(2)
    return card.replace(from, to)
  }
  const own = ['--scorecard', './card.yaml']
  put('card.yaml', card)
  const first = await grade(own)
  expect(first.code).toBe(0)
  expect(provider.requests).toHaveLength(12)

  put(
    'card.yaml',
    edited('zh-CN: 语气尊重, en: Respectful tone', 'zh-CN: 语气, en: Tone').replace('weight: 4', 'weight: 5'),
  )
  const renamed = await grade(own)
  expect(renamed.code).toBe(0)
  expect(provider.requests).toHaveLength(12)
  expect(judgedIn(renamed.grades)).toEqual(judgedIn(first.grades))

  put('card.yaml', edited('简短、干脆但有礼貌也算通过', '简短但有礼貌也算通过'))
  const reworded = await grade(own)
  expect(reworded.code).toBe(0)
  const asked = provider.requests.slice(12).map(readRequest)
  expect(asked).toHaveLength(12)
  for (const { criteria, asksActs, stable } of asked) {
    expect(criteria).toEqual(['respectful_tone'])
    expect(asksActs).toBe(false)
    expect(stable).toContain('简短但有礼貌也算通过')
  }
  const others = (grades: typeof first.grades) =>
    judgedIn(grades).filter(({ criterion }) => criterion !== 'respectful_tone')
  expect(others(reworded.grades)).toEqual(others(first.grades))
})

const Costs = z.object({ total: z.object({ requests: z.number(), costUsd: z.number() }) })

test('a budget is never exceeded, says what it left open, and a larger one completes just that', async () => {
  const provider = await fake()
  const { grade, run } = makeDesk(DAY, provider)
  const costs = async (db: string) =>
    Costs.parse(JSON.parse((await run(['costs', '--db', db, '--json'])).stdout)).total
  await run(['grade', 'day.jsonl', '--judge', 'openai:gpt-5-mini', '--db', 'all.db', ...CARD])
  const whole = await costs('all.db')
  expect(whole.requests).toBe(12)
  const budget = whole.costUsd * 0.7

  const spent = await grade([...CARD, '--budget', budget.toFixed(6)])
  expect(spent.code).toBe(1)
  const open = spent.grades.filter((one) => judgedIn([one]).some(({ reason }) => reason === 'budget_spent'))
  const asked = provider.requests.length - 12
  expect(open).toHaveLength(12 - asked)
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThan(12)
  for (const one of open) for (const { reason } of judgedIn([one])) expect(reason).toBe('budget_spent')
  expect((await costs('t.db')).costUsd).toBeLessThanOrEqual(budget)

  const rest = await grade([...CARD, '--budget', '1'])
  expect(rest.code).toBe(0)
  expect(provider.requests).toHaveLength(24)
  expect(judgedIn(rest.grades).filter(({ reason }) => reason === 'budget_spent')).toEqual([])
  const total = await costs('t.db')
  expect(total.requests).toBe(12)
})

test('a budget for a model without a price is refused', async () => {
  const provider = await fake()
  const { run } = makeDesk(DAY, provider)
  const args = ['grade', 'day.jsonl', '--db', 't.db', '--judge', 'openai:nobody-knows', '--budget', '1']
  const { code, stderr } = await run(args)
  expect(code).toBe(2)
  expect(stderr).toContain('nobody-knows')
  expect(stderr).toMatch(/price/)
  expect(provider.requests).toEqual([])
})

test.each([
  [['--judge', 'openai:m', '--via', 'batch', '-'], 'so it takes files and not - (stdin)'],
  [['--judge', 'builtin', '--via', 'batch', 'day.jsonl'], '--via batch needs a model as the judge'],
  [['--judge', 'openai:m', '--via', 'post', 'day.jsonl'], '--via takes live or batch, not "post"'],
  [['--judge', 'openai:m', '--redact', 'yes', 'day.jsonl'], '--redact takes on or off, not "yes"'],
  [
    ['--judge', 'openai:m', '--redact-orders', '(', 'day.jsonl'],
    '--redact-orders takes a regular expression',
  ],
  [
    ['--judge', 'openai:m', '--budget', '-1', 'day.jsonl'],
    '--budget takes US dollars like 5 or 0.25, not "-1"',
  ],
  [['--judge', 'openai:m', '--votes', '0', 'day.jsonl'], '--votes takes a whole number'],
  [['--votes', '3', 'day.jsonl'], '--votes is for a model as the judge'],
  [['--budget', '1', 'day.jsonl'], '--budget is for a model as the judge'],
  [['--judge', 'mistral:large', 'day.jsonl'], 'there is no judge "mistral:large"'],
])('wrong usage ends with 2 and says what would be right: %j', async (args, message) => {
  const { run } = makeDesk(DAY, {
    openaiBaseUrl: 'http://127.0.0.1:9',
    anthropicBaseUrl: 'http://127.0.0.1:9',
  })
  const { code, stderr } = await run(['grade', ...args])
  expect(stderr).toContain(message)
  expect(code).toBe(2)
})

test('three votes are three requests that differ in the order of the criteria alone', async () => {
  const provider = await fake()
  const { grade } = makeDesk(DAY.slice(0, 4), provider)
  const { code, grades } = await grade([...CARD, '--votes', '3'])
  expect(code).toBe(0)
  expect(provider.requests).toHaveLength(12)
  const asked = provider.requests.map(readRequest)
  expect(new Set(asked.map(({ stable }) => stable)).size).toBe(1)
  expect(new Set(asked.map(({ schema }) => schema)).size).toBe(1)
  const parts = asked.map(({ varying }) => {
    const lines = varying.split('\n')
    const ids = lines.findIndex((line) => line.includes('respectful_tone'))
    return { rest: lines.with(ids, '').join('\n'), order: lines[ids] ?? '' }
  })
  const byConversation = [...Map.groupBy(parts, ({ rest }) => rest).values()]
  expect(byConversation.map((votes) => votes.length)).toEqual([3, 3, 3, 3])
  for (const votes of byConversation) {
    expect(new Set(votes.map(({ order }) => order)).size).toBe(3)
    const sorted = votes.map(({ order }) =>
      order
        .replace(/^.*：/, '')
        .split(/[,、，]\s*/)
        .sort()
        .join(),
    )
    expect(new Set(sorted).size).toBe(1)
  }
  const voted = judgedIn(grades).filter(({ by }) => by === 'judgment')
  expect(voted.length).toBeGreaterThan(0)
  // The fake answers the same however it is asked.
  for (const { votes } of voted) expect(votes).toEqual({ cast: 3, agreeing: 3 })
  for (const { usage } of grades) expect(usage.requests).toBe(3)
})

const Used = z.object({ requests: z.number(), inputTokens: z.number(), costUsd: z.number() })
const Estimate = z.object({
  conversations: z.number(),
  toAsk: z.number(),
  live: Used,
  batch: Used,
  criteria: z.record(z.string(), z.object({ live: Used, batch: Used })),
})

test('an estimate needs no key, asks nothing, tells the number of requests, and its criteria add up', async () => {
  const provider = await fake()
  const { grade, run } = makeDesk(DAY, provider)
  const estimate = async () => {
    const args = [
      'grade',
      'day.jsonl',
      '--db',
      't.db',
      '--judge',
      'openai:gpt-5-mini',
      '--estimate',
      '--json',
    ]
    const { code, stdout } = await run([...args, ...CARD], { OPENAI_API_KEY: '', OPENAI_BASE_URL: '' })
    expect(code).toBe(0)
    return Estimate.parse(JSON.parse(stdout))
  }
  const { conversations, toAsk, live, batch, criteria } = await estimate()
  expect(provider.requests).toEqual([])
  expect({ conversations, toAsk }).toEqual({ conversations: 12, toAsk: 12 })
  for (const via of ['live', 'batch'] as const) {
    const whole = { live, batch }[via]
    const sum = (of: (used: z.infer<typeof Used>) => number) =>
      Object.values(criteria).reduce((total, one) => total + of(one[via]), 0)
    expect(sum(({ requests }) => requests)).toBe(whole.requests)
    expect(sum(({ inputTokens }) => inputTokens)).toBe(whole.inputTokens)
    expect(sum(({ costUsd }) => costUsd)).toBeCloseTo(whole.costUsd, 9)
  }
  await grade(CARD)
  expect(provider.requests).toHaveLength(live.requests)
  expect((await estimate()).live.requests).toBe(0)
})

test('the prompt that is shown is the body that is sent', async () => {
  const provider = await fake()
  const { grade, run } = makeDesk(DAY.slice(0, 1), provider)
  const shown = await run(['prompt', 'show', '--transcript', 'day.jsonl', '--judge', 'openai:gpt-5-mini'])
  expect(shown.code).toBe(0)
  expect(provider.requests).toEqual([])
  await grade()
  expect(provider.requests).toHaveLength(1)
  expect(provider.requests[0]?.body).toEqual(JSON.parse(shown.stdout))
})

test.each([
  ['json_object', 'json_object'],
  ['tools', 'tool'],
] as const)(
  'a server that binds by %s and refuses temperature is found out once, said and remembered',
  async (binding, mode) => {
    const provider = await fake({ binding, refuses: ['temperature'] })
    const { grade, put } = makeDesk(DAY.slice(0, 3), provider)
    const first = await grade(CARD)
    expect(first.code).toBe(0)
    expect(first.grades).toHaveLength(3)
    expect(first.stderr.match(/refuses a part of the request/g)).toHaveLength(1)
    expect(first.stderr).toContain(`replies are bound by ${mode}`)
    expect(first.stderr).toContain('no temperature is sent')
    for (const { provenance } of first.grades)
      expect(provenance.params).toMatchObject({ schemaMode: mode, temperature: null })
    const refused = provider.stats().outcomes['400'] ?? 0
    expect(refused).toBeGreaterThan(0)

    put('day.jsonl', jsonl(DAY.slice(3, 6)))
    const second = await grade(CARD)
    expect(second.code).toBe(0)
    expect(second.stderr).not.toContain('refuses')
    expect(provider.stats().outcomes['400']).toBe(refused)
    for (const { provenance } of second.grades)
      expect(provenance.params).toMatchObject({ schemaMode: mode, temperature: null })
  },
)

test('Anthropic is asked with a cached prefix, and what the cache saved is accounted', async () => {
  const provider = await fake()
  const { grade } = makeDesk(DAY, provider, 'anthropic:claude-haiku-4-5')
  const { code, grades } = await grade([...CARD, '--concurrency', '1'])
  expect(code).toBe(0)
  expect(provider.requests).toHaveLength(12)
  const System = z.object({ system: z.array(z.object({ cache_control: z.object({ type: z.string() }) })) })
  for (const { body, path } of provider.requests) {
    expect(path).toBe('/v1/messages')
    expect(System.parse(body).system.at(-1)?.cache_control).toEqual({ type: 'ephemeral' })
  }
  const { promptTokens, cachedTokens, outputTokens } = provider.stats()
  expect(cachedTokens).toBeGreaterThan(0)
  const sum = (of: (usage: (typeof grades)[number]['usage']) => number | null) =>
    grades.reduce((total, { usage }) => total + (of(usage) ?? Number.NaN), 0)
  expect(sum(({ inputTokens }) => inputTokens)).toBe(promptTokens)
  expect(sum(({ cachedTokens: cached }) => cached)).toBe(cachedTokens)
  expect(sum(({ outputTokens: output }) => output)).toBe(outputTokens)
  expect(sum(({ costUsd }) => costUsd)).toBeGreaterThan(0)
  expect(sum(({ savedUsd }) => savedUsd)).toBeGreaterThan(0)
})

test('a missing key is named; a server that rejects requests and quotes the key leaves typed findings, and the key is nowhere shown or kept', async () => {
  const provider = await fake()
  const { folder, run, grade } = makeDesk(DAY.slice(0, 3), provider)
  const keyless = await run(['grade', 'day.jsonl', '--db', 't.db', '--judge', 'openai:gpt-5-mini'], {
    OPENAI_API_KEY: '',
    OPENAI_BASE_URL: '',
  })
  expect(keyless.code).toBe(2)
  expect(keyless.stderr).toContain('OPENAI_API_KEY')

  provider.setAnswer(() => {
    throw new Error(`Incorrect API key provided: ${KEY}`)
  })
  const rejected = await grade(CARD)
  expect(rejected.code).toBe(1)
  expect(new Set(judgedIn(rejected.grades).map(({ reason }) => reason))).toEqual(new Set(['provider_error']))
  expect(provider.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
  expect(rejected.stderr).not.toContain(KEY)
  for (const file of readdirSync(folder).filter((name) => name.startsWith('t.db')))
    expect(readFileSync(join(folder, file)).includes(KEY)).toBe(false)
})

test('a server that cannot be reached leaves every judged criterion open for a rerun', async () => {
  const provider = await fake()
  const store = await openMemory()
  const away = await openModelDay(store, { ...provider, openaiBaseUrl: 'http://127.0.0.1:1/v1' })
  const grades = await away.grade(DAY)
  expect(grades).toHaveLength(12)
  for (const { reason } of judgedIn(grades)) expect(reason).toBe('provider_error')
  const back = await (await openModelDay(store, provider)).grade(DAY)
  expect(judgedIn(back).filter(({ reason }) => reason === 'provider_error')).toEqual([])
  expect(provider.requests).toHaveLength(12)
})

test('a server whose provider fails answers with what it could grade, and the same post later completes it', async () => {
  const provider = await fake()
  provider.setAnswer(() => {
    throw new Error('out of order')
  })
  const { folder, env } = makeDesk([], provider)
  const { url, stop } = await serve(['--db', 't.db', '--judge', 'openai:gpt-5-mini'], folder, env)
  const post = async () => {
    const response = await fetch(`${url}/v1/grades?scorecard=aftersales-chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(DAY[0]),
    })
    return { status: response.status, grade: Grade.parse(await response.json()) }
  }
  try {
    const first = await post()
    expect(first.status).toBe(201)
    expect(new Set(judgedIn([first.grade]).map(({ reason }) => reason))).toEqual(new Set(['provider_error']))
    provider.setAnswer(answerJudgment)
    const second = await post()
    expect(second.status).toBe(200)
    expect(second.grade.id).toBe(first.grade.id)
    expect(judgedIn([second.grade]).filter(({ reason }) => reason === 'provider_error')).toEqual([])
    const asked = provider.requests.length
    expect((await post()).status).toBe(200)
    expect(provider.requests).toHaveLength(asked)
  } finally {
    expect(await stop()).toBe(0)
  }
})
