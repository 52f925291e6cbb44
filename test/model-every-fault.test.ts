import { expect, onTestFinished, test } from 'vitest'
import { PASSING_CAUSES, UnscoredReason } from '../src/domain/finding.ts'
import type { Grade } from '../src/domain/grade.ts'
import { addUsage, NO_USAGE } from '../src/domain/usage.ts'
import { manyConversations } from './conversations.ts'
import type { FaultRates } from './fakes/provider/faults.ts'
import { startProvider } from './fakes/provider.ts'
import { judgedIn } from './llm-helpers.ts'
import { callsOf } from './llm-run-helpers.ts'
import { openMemory, openModelDay } from './model-day.ts'

/** Everything that goes wrong at once, save what takes a wait to notice: 60 of 100 tries go wrong. */
const FAULTS: FaultRates = {
  seed: 11,
  rate408: 0.02,
  rate409: 0.02,
  rate429: 0.1,
  rate500: 0.03,
  rate503: 0.03,
  rate529: 0.05,
  cut: 0.02,
  reset: 0.02,
  refused: 0.03,
  truncated: 0.04,
  invalidJson: 0.03,
  empty: 0.03,
  falseQuote: 0.03,
  wrongTurn: 0.03,
  wrongSpeaker: 0.03,
  missingCriteria: 0.03,
  extraCriteria: 0.02,
  duplicateCriteria: 0.02,
  outOfRangeConfidence: 0.02,
}
const DAY = manyConversations(200)
/** USD; sums of the same prices in another order differ by less. */
const ROUNDING = 1e-9

const openIn = (grades: readonly Grade[]) =>
  grades.filter((grade) =>
    judgedIn([grade]).some(({ reason }) => reason !== null && PASSING_CAUSES.has(reason)),
  )

test.each(['openai', 'anthropic'] as const)(
  'whatever goes wrong at %s, every conversation has its grade and every call its price once; healthy, the rest follows',
  async (api) => {
    const provider = await startProvider({ latencyMs: 2, maxInFlight: 8, faults: FAULTS })
    onTestFinished(() => provider.close())
    const store = await openMemory()
    const run = async () => (await openModelDay(store, provider, { api, concurrency: 20 })).grade(DAY)
    const first = await run()
    expect(first.map(({ transcriptId }) => transcriptId)).toEqual(DAY.map(({ id }) => id))
    for (const { transcriptId, findings, total, totalReason } of first) {
      expect(total === null).toBe(totalReason !== null)
      expect(findings.map(({ criterion }) => criterion)).not.toContain('criterion_nobody_asked_for')
      const turns = DAY.find(({ id }) => id === transcriptId)?.turns ?? []
      for (const { reason, confidence, evidence } of findings) {
        if (reason !== null) expect(UnscoredReason.options).toContain(reason)
        if (confidence.raw !== null) expect(confidence.raw).toBeLessThanOrEqual(1)
        for (const { turn, start, end, quote } of evidence)
          if (quote !== null)
            expect(turns.find(({ id }) => id === turn)?.text.slice(start ?? 0, end ?? 0)).toBe(quote)
      }
    }
    const open = openIn(first)
    expect(open.length).toBeGreaterThan(5)
    expect(provider.stats().maxInFlight).toBeGreaterThan(8)
    expect(provider.stats().outcomes).toMatchObject({ 529: expect.any(Number), reset: expect.any(Number) })

    provider.heal()
    const second = await run()
    expect(openIn(second)).toEqual([])
    const calls = await callsOf(store)
    const kept = calls.map(({ usage }) => usage).reduce(addUsage, NO_USAGE)
    const told = second.map(({ usage }) => usage).reduce(addUsage, NO_USAGE)
    expect({ ...told, costUsd: 0, savedUsd: 0 }).toEqual({ ...kept, costUsd: 0, savedUsd: 0 })
    expect(Math.abs((told.costUsd ?? Number.NaN) - (kept.costUsd ?? Number.NaN))).toBeLessThan(ROUNDING)
    const { complete = 0, truncated = 0, refused = 0 } = provider.stats().outcomes
    expect(kept.requests).toBe(complete + truncated + refused)

    const total = provider.stats().requests
    expect(await run()).toEqual(second)
    expect(provider.stats().requests).toBe(total)
  },
)
