import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { allChecks } from '../src/checks/all-checks.ts'
import { makeCheckRegistry } from '../src/checks/registry.ts'
import type { Grade } from '../src/domain/grade.ts'
import { Prices } from '../src/domain/prices.ts'
import type { Scorecard } from '../src/domain/scorecard.ts'
import type { Transcript } from '../src/domain/transcript.ts'
import { readPrompt } from '../src/files/read-prompt.ts'
import { readScorecards } from '../src/files/read-scorecards.ts'
import type { Incoming } from '../src/intake/incoming.ts'
import { makeRedact } from '../src/intake/redact/make-redact.ts'
import type { ChatModel } from '../src/judge/chat-model.ts'
import type { JudgmentMemory } from '../src/judge/judgment-memory.ts'
import { makeLlmJudge } from '../src/judge/llm-judge.ts'
import { makeBudget } from '../src/models/budget.ts'
import { governorSettings } from '../src/models/governor-settings.ts'
import { makeChatModel } from '../src/models/make-chat-model.ts'
import { makeOpenAiProvider } from '../src/models/openai.ts'
import type { Timer } from '../src/models/provider.ts'
import type { Store } from '../src/services/ports.ts'
import { prepareScorecards } from '../src/services/prepare-scorecards.ts'
import { runBatch } from '../src/services/run-batch.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
export const migrationsFolder = `${root}migrations`
const registry = makeCheckRegistry(allChecks)
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Time passes at once, so that retries cost none. */
const impatient: Timer = {
  now: () => performance.now(),
  sleep: async (_ms, signal) => signal?.throwIfAborted(),
  random: () => 0.5,
}

function shippedScorecards(): Promise<Scorecard[]> {
  return readScorecards(`${root}scorecards`, registry)
}

const shippedPrices = Prices.parse(JSON.parse(readFileSync(`${root}data/models/prices.json`, 'utf8')))

/** A grader with a model of the fake provider behind it, as app.ts puts it together. */
export async function modelGrader(store: Store, baseUrl: string, timer: Timer = impatient) {
  const provider = makeOpenAiProvider({
    apiKey: 'sk-test',
    baseUrl,
    model: 'gpt-4o-mini',
    facts: store.modelFacts,
    log: silent,
    timeoutMs: 20_000,
  })
  const live = makeChatModel({
    provider,
    settings: { ...governorSettings, concurrency: 8 },
    prices: shippedPrices,
    budget: makeBudget(null),
    timer,
    log: silent,
  })
  const [chinese, english] = await Promise.all([
    readPrompt(`${root}prompts/judge/zh-CN.md`),
    readPrompt(`${root}prompts/judge/en.md`),
  ])
  const judgeWith = (chat: ChatModel, memory: JudgmentMemory) =>
    makeLlmJudge({
      chat,
      memory,
      prompts: { 'zh-CN': chinese, en: english },
      redact: makeRedact({ orderNumbers: null }),
      redaction: 'on',
      votes: 1,
    })
  const judge = judgeWith(live, store.judgments)
  const shelf = prepareScorecards(await shippedScorecards(), registry, judge.configuration)
  const deps = { store, shelf, judge, clock: Date.now, software: 'test', asOfMs: Date.UTC(2026, 5, 17) }
  return { deps, live, judgeWith }
}

async function* inChunks(transcripts: readonly Transcript[], size = 16): AsyncGenerator<Incoming[]> {
  for (let start = 0; start < transcripts.length; start += size)
    yield transcripts.slice(start, start + size).map((transcript, at) => ({
      kind: 'transcript',
      transcript,
      place: { file: 'test', line: start + at + 1 },
    }))
}

/** Every grade of a run, by the conversation's id. */
export async function gradesOf(
  { deps }: Awaited<ReturnType<typeof modelGrader>>,
  transcripts: readonly Transcript[],
): Promise<Map<string, Grade>> {
  const grades = new Map<string, Grade>()
  const options = { scorecard: null, concurrency: 16 }
  for await (const events of runBatch(deps, inChunks(transcripts), options))
    for (const event of events) if ('grade' in event) grades.set(event.grade.transcriptId, event.grade)
  return grades
}
