import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { manyConversations } from './conversations.ts'
import { type FakeProvider, startProvider } from './fakes/provider.ts'
import { judgedIn, makeDesk, readRequest } from './llm-helpers.ts'

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
