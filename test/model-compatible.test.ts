import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { manyConversations } from './conversations.ts'
import { startProvider } from './fakes/provider.ts'
import { openMemory, openModelDay } from './model-day.ts'

const DAY = manyConversations(60)
const CONCURRENCY = 8
const Body = z.object({
  response_format: z.object({ type: z.string() }).optional(),
  tools: z.array(z.unknown()).optional(),
})
const modeOf = (body: unknown) => {
  const { response_format, tools } = Body.parse(body)
  return tools === undefined ? response_format?.type : 'tools'
}

test.each([
  // Each step of finding out is one refusal, and those that were on their way with the first are refused too.
  ['json_schema', ['temperature'], 1],
  ['json_object', [], 1],
  ['json_object', ['temperature'], 2],
  ['tools', ['temperature'], 3],
] as const)(
  'a server that binds by %s and refuses %j is found out by one of 8 requests, and known to the next run',
  async (binding, refuses, steps) => {
    const provider = await startProvider({ latencyMs: 2, binding, refuses })
    onTestFinished(() => provider.close())
    const store = await openMemory()
    const first = await openModelDay(store, provider, { concurrency: CONCURRENCY })
    expect(await first.grade(DAY)).toHaveLength(60)
    const { outcomes, requests } = provider.stats()
    expect(outcomes['400']).toBeGreaterThanOrEqual(steps)
    expect(outcomes['400']).toBeLessThanOrEqual(CONCURRENCY - 1 + steps)
    expect(outcomes.complete).toBe(requests - (outcomes['400'] ?? 0))
    expect(first.said.filter((line) => line.includes('refuses a part of the request'))).toHaveLength(1)
    // Everything after the finding out is asked in the way that was found.
    const late = provider.requests.slice(CONCURRENCY + steps)
    expect(new Set(late.map(({ body }) => modeOf(body)))).toEqual(new Set([binding]))

    const second = await openModelDay(store, provider, { concurrency: CONCURRENCY, votes: 3 })
    await second.grade(DAY.slice(0, 20))
    expect(provider.stats().outcomes['400']).toBe(outcomes['400'])
    expect(second.said.filter((line) => line.includes('refuses'))).toEqual([])
  },
)
