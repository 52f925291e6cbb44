import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CONCURRENCY, type Contender, MODEL, type Outcomes } from './contenders.ts'
import { startProvider } from './start-provider.ts'
import type { Work } from './write-work.ts'

const reporter = fileURLToPath(new URL('../report-peak-memory.mjs', import.meta.url))
/** Requests whose text is counted with a real tokenizer. */
const SAMPLE = 500

export interface Measured {
  contender: string
  conversations: number
  latencyMs: number
  requests: number
  /** The requests' latency alone, with every place taken: requests × latency / concurrency. */
  idealS: number
  /** From the first request that the provider has read to the end of the process. */
  seconds: number
  /** The whole process, its start included. */
  wallS: number
  peakMb: number
  maxInFlight: number
  /** Input as the provider counts it: UTF-8 bytes / 4 of schema and messages. */
  inputTokens: number
  /** Of the input, what the provider's prompt cache held. */
  cachedTokens: number
  /** Mean input of the sampled requests in o200k_base, and how many those were. */
  realTokensPerRequest: number
  sampled: number
  /** By the provider's counters. */
  replies: Record<string, number>
  outcomes: Outcomes
}

/** Runs one contender on one amount of work, against a fresh provider. @throws where it fails */
export async function runContender(
  contender: Contender,
  work: Work,
  latencyMs: number,
  { folder, peers, countTokens }: { folder: string; peers: string; countTokens(text: string): number },
): Promise<Measured> {
  const out = `${folder}/${contender.name}-${work.conversations}-${latencyMs}`
  const { cwd, args, env } = contender.prepare(work, out, peers)
  const expected = work.conversations * (contender.name === 'ours' ? 1 : work.criteria)
  const provider = await startProvider({ latencyMs, sampleShare: SAMPLE / expected })
  const [stdout, stderr] = [openSync(`${out}.out`, 'w'), openSync(`${out}.err`, 'w')]
  const startedMs = Date.now()
  const child = spawn(process.execPath, ['--import', reporter, ...args], {
    cwd,
    stdio: ['ignore', stdout, stderr],
    env: {
      ...withoutProxies(process.env),
      OPENAI_BASE_URL: provider.baseUrl,
      OPENAI_API_KEY: 'sk-bench',
      BENCH_MODEL: MODEL,
      BENCH_CONCURRENCY: String(CONCURRENCY),
      ...env,
    },
  })
  const [code] = await once(child, 'exit')
  const endedMs = Date.now()
  closeSync(stdout)
  closeSync(stderr)
  const { stats, firstMs, sample } = await provider.report()
  await provider.stop()
  const said = readFileSync(`${out}.err`, 'utf8')
  if (firstMs === null || !contender.fine.includes(code))
    throw new Error(
      `${contender.name} ended with ${code} after ${stats.requests} requests: ${said.slice(-2000)}`,
    )
  return {
    contender: contender.name,
    conversations: work.conversations,
    latencyMs,
    requests: stats.requests,
    idealS: (stats.requests * latencyMs) / CONCURRENCY / 1000,
    seconds: (endedMs - firstMs) / 1000,
    wallS: (endedMs - startedMs) / 1000,
    // Threads report their process's peak too: the largest is the last word.
    peakMb: Math.max(...Array.from(said.matchAll(/peak memory: (\d+) kB/g), ([, kB]) => Number(kB))) / 1024,
    maxInFlight: stats.maxInFlight,
    inputTokens: stats.promptTokens,
    cachedTokens: stats.cachedTokens,
    realTokensPerRequest: sample.reduce((sum, text) => sum + countTokens(text), 0) / sample.length,
    sampled: sample.length,
    replies: stats.outcomes,
    outcomes: await contender.outcomes(out, `${out}.out`),
  }
}

/** The provider is on this machine: no proxy stands between. */
function withoutProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/_proxy$/i.test(name)))
}
