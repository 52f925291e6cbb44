import { onTestFinished } from 'vitest'
import { openApp } from '../src/app.ts'
import type { Grade } from '../src/domain/grade.ts'
import type { Incoming } from '../src/intake/incoming.ts'
import type { Timer } from '../src/models/provider.ts'
import type { Store } from '../src/services/ports.ts'
import { runBatch } from '../src/services/run-batch.ts'
import { manyConversations } from './conversations.ts'
import { type Addresses, MODELS } from './llm-run-helpers.ts'

export interface DayOptions {
  /** @default one in memory */
  db?: string
  budgetUsd?: number | null
  /** Called instead of sleeping, with the milliseconds. */
  onSleep?: (ms: number) => void
}

/** A day of conversations in this process, with a model as the judge and waits that take no time. */
export async function openDay(
  count: number,
  provider: keyof typeof MODELS,
  { openaiBaseUrl, anthropicBaseUrl }: Addresses,
  { db = ':memory:', budgetUsd = null, onSleep = () => undefined }: DayOptions = {},
) {
  const said: string[] = []
  const say = (line: unknown) => void said.push(typeof line === 'string' ? line : JSON.stringify(line))
  let nowMs = 0
  const timer: Timer = {
    now: () => nowMs,
    random: () => 0.5,
    async sleep(ms) {
      nowMs += ms
      onSleep(ms)
    },
  }
  const app = await openApp({
    flags: { db },
    env: {
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: openaiBaseUrl,
      ANTHROPIC_API_KEY: 'key',
      ANTHROPIC_BASE_URL: anthropicBaseUrl,
    },
    judge: `${provider}:${MODELS[provider]}`,
    model: {
      concurrency: 8,
      budgetUsd,
      viaBatch: true,
      timer,
      log: { info: say, warn: say, error: say },
    },
    asOfMs: Date.parse('2026-06-17T08:00:00+08:00'),
  })
  onTestFinished(() => app.close())
  return {
    store: app.store,
    /** What was logged. */
    said,
    spent: () => app.model?.spent() ?? null,
    async ask(change: (store: Store) => Store = (store) => store): Promise<void> {
      await app.model?.askBatches({ ...app.deps, store: change(app.store) }, () => chunks(count), {
        scorecard: null,
      })
    },
    async grade(): Promise<Grade[]> {
      const grades: Grade[] = []
      for await (const events of runBatch(app.deps, chunks(count), { scorecard: null, concurrency: 16 }))
        for (const event of events) if ('grade' in event) grades.push(event.grade)
      return grades
    },
    close: () => app.close(),
  }
}

async function* chunks(count: number): AsyncGenerator<Incoming[]> {
  const records = manyConversations(count).map(
    (transcript, index): Incoming => ({
      kind: 'transcript',
      transcript,
      place: { file: 'day.jsonl', line: index + 1 },
    }),
  )
  for (let start = 0; start < count; start += 16) yield records.slice(start, start + 16)
}

/** How many there are of each. */
export function countEach(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}
