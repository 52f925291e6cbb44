import { onTestFinished } from 'vitest'
import { configuration, registry } from '../src/app.ts'
import type { Grade } from '../src/domain/grade.ts'
import type { Scorecard } from '../src/domain/scorecard.ts'
import type { Transcript } from '../src/domain/transcript.ts'
import { readScorecards } from '../src/files/read-scorecards.ts'
import type { Incoming } from '../src/intake/incoming.ts'
import { loadModelJudge, type ModelFlags } from '../src/model-judge.ts'
import type { GradeBatchDeps } from '../src/services/grade-batch.ts'
import type { Store } from '../src/services/ports.ts'
import { prepareScorecards } from '../src/services/prepare-scorecards.ts'
import { runBatch } from '../src/services/run-batch.ts'
import { openStore } from '../src/store/open.ts'
import { makeHurriedTimer } from './llm-helpers.ts'
import { type Addresses, MODELS } from './llm-run-helpers.ts'

/** Conversations at once. */
const CONCURRENCY = 8
const AS_OF_MS = Date.parse('2026-06-17T08:00:00+08:00')

export interface ModelDayOptions extends Partial<Omit<ModelFlags, 'log'>> {
  /** @default openai */
  api?: keyof typeof MODELS
  /** @default the shipped prompts */
  promptsFolder?: string
  /** Changes the shipped scorecards. */
  edit?: (scorecard: Scorecard) => Scorecard
}

/** A store that is closed when the test ends. */
export async function openMemory(): Promise<Store> {
  const { migrationsFolder } = configuration({ env: {} })
  const store = await openStore(':memory:', { migrationsFolder, clock: Date.now })
  onTestFinished(() => store.close())
  return store
}

/** One run of the program's own wiring with a model at these addresses, in this process and without real waits. */
export async function openModelDay(
  store: Store,
  { openaiBaseUrl, anthropicBaseUrl }: Addresses,
  options: ModelDayOptions = {},
) {
  const { api = 'openai', promptsFolder, edit = (scorecard) => scorecard, ...flags } = options
  const shipped = configuration({
    env: {
      OPENAI_API_KEY: 'key',
      OPENAI_BASE_URL: openaiBaseUrl,
      ANTHROPIC_API_KEY: 'key',
      ANTHROPIC_BASE_URL: anthropicBaseUrl,
    },
  })
  const config = { ...shipped, ...(promptsFolder !== undefined && { promptsFolder }) }
  const said: string[] = []
  const say = (line: unknown) => void said.push(typeof line === 'string' ? line : JSON.stringify(line))
  const log = { info: say, warn: say, error: say }
  const timer = makeHurriedTimer()
  const asking = { concurrency: CONCURRENCY, timer, log, ...flags }
  const load = await loadModelJudge(config, { provider: api, model: MODELS[api] }, asking)
  const { judge } = load({ memory: store.judgments, facts: store.modelFacts })
  const scorecards = (await readScorecards(config.scorecardsFolder, registry)).map(edit)
  const shelf = prepareScorecards(scorecards, registry, judge.configuration)
  const deps: GradeBatchDeps = {
    store,
    shelf,
    judge,
    clock: Date.now,
    software: 'test',
    asOfMs: AS_OF_MS,
  }
  return {
    deps,
    /** What was logged. */
    said,
    /** The grades in input order. */
    async grade(conversations: readonly Transcript[]): Promise<Grade[]> {
      const grades: Grade[] = []
      const run = runBatch(deps, inChunks(conversations), {
        scorecard: null,
        concurrency: 2 * asking.concurrency,
      })
      for await (const events of run)
        for (const event of events) if ('grade' in event) grades.push(event.grade)
      return grades
    },
  }
}

async function* inChunks(conversations: readonly Transcript[]): AsyncGenerator<Incoming[]> {
  const records = conversations.map(
    (transcript, index): Incoming => ({
      kind: 'transcript',
      transcript,
      place: { file: 'day.jsonl', line: index + 1 },
    }),
  )
  for (let start = 0; start < records.length; start += 16) yield records.slice(start, start + 16)
}
