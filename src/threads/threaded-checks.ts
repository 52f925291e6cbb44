import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Finding } from '../domain/finding.ts'
import type { CheckRequest, CheckRunner } from '../services/ports.ts'
import type { Reply, Request } from './check-thread.ts'

/** Before so many conversations a thread takes longer to start than it saves. */
const PAYS_FROM = 1000
/** Fewer at once are checked here: handing them over and waiting costs more. */
const PAYS_AT_ONCE = 32

/**
 * Runs checks in a thread of their own once there are enough of them to pay for it, and `here` until then, on a
 * machine with one processor, and when the thread breaks down.
 */
export function threadedChecks(here: CheckRunner): CheckRunner {
  let checked = 0
  let thread: CheckThread | null = null
  return {
    async check(asked, asOfMs) {
      const withChecks = asked.filter(({ prepared }) => prepared.checks.count > 0)
      checked += withChecks.length
      if (checked >= PAYS_FROM && availableParallelism() > 1) thread ??= startThread()
      if (thread === null || !thread.isReady() || withChecks.length < PAYS_AT_ONCE)
        return here.check(asked, asOfMs)
      return (await thread.check(asked, asOfMs)) ?? here.check(asked, asOfMs)
    },
    async close() {
      await thread?.close()
      await here.close()
    },
  }
}

interface CheckThread {
  isReady(): boolean
  /** null where the thread has broken down. */
  check(asked: readonly CheckRequest[], asOfMs: number): Promise<(Finding[] | Error)[] | null>
  close(): Promise<void>
}

function startThread(): CheckThread {
  const source = import.meta.url.endsWith('.ts') ? './check-thread.ts' : './check-thread.mjs'
  // Flags meant for the main program, such as --input-type, would end the thread.
  const thread = new Worker(new URL(source, import.meta.url), { execArgv: [] })
  thread.unref()
  const known = new Set<string>()
  const waiting: ((reply: Reply | null) => void)[] = []
  let state: 'starting' | 'ready' | 'ended' = 'starting'
  const end = () => {
    state = 'ended'
    for (const resolve of waiting.splice(0)) resolve(null)
  }
  thread.on('message', (reply: Reply) => {
    if (state === 'starting') state = 'ready'
    else waiting.shift()?.(reply)
    if (waiting.length === 0) thread.unref()
  })
  thread.on('error', end)
  thread.on('exit', end)
  return {
    isReady: () => state === 'ready',
    async check(asked, asOfMs) {
      const request: Request = { scorecards: [], asked: [], asOfMs }
      for (const { prepared, transcript } of asked) {
        const { hash, scorecard } = prepared
        if (!known.has(hash)) request.scorecards.push([hash, scorecard])
        known.add(hash)
        request.asked.push([hash, JSON.stringify(transcript)])
      }
      const reply = await new Promise<Reply | null>((resolve) => {
        waiting.push(resolve)
        thread.ref()
        thread.postMessage(request)
      })
      return reply?.map((one) => (typeof one === 'string' ? readFindings(one) : new Error(one.error))) ?? null
    },
    async close() {
      await thread.terminate()
    },
  }
}

function readFindings(text: string): Finding[] {
  return JSON.parse(text)
}
