import type { Logger } from 'pino'
import { makeGate } from './governor-gate.ts'
import type { GovernorSettings } from './governor-settings.ts'
import { ProviderFailure, type Timer } from './provider.ts'
import { makeRetryDelay } from './retry-delay.ts'

/** How a request went after as many tries as it took; latency is of the try that was answered. */
export type Governed<T> = { answer: T; latencyMs: number } | { gaveUp: string }

/** Decides when a model of a provider is asked, and how often. */
export interface Governor {
  /** Resolves however it went; rejects only with the signal's reason when it aborts. */
  run<T>(attempt: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<Governed<T>>
  /** Most tries that may be in flight now. */
  limit(): number
}

/** Different reasons why requests were refused that are told. */
const MOST_TOLD = 10

/** Sends each request when its gate allows, and again after each failure that may pass. */
export function makeGovernor(
  name: { provider: string; model: string },
  settings: GovernorSettings,
  timer: Timer,
  log: Pick<Logger, 'warn' | 'info' | 'error'>,
): Governor {
  const gate = makeGate(name, settings, timer, log)
  const told = new Set<string>()
  let tickets = 0
  return {
    limit: gate.limit,
    async run(attempt, signal) {
      const ticket = tickets++
      const delay = makeRetryDelay(settings, timer.random)
      for (let tries = 0; ; tries++) {
        signal.throwIfAborted()
        const turn = await gate.enter({ ticket, tries, leftMs: delay.leftMs() }, signal)
        if ('refused' in turn) return { gaveUp: turn.refused }
        const sentMs = timer.now()
        try {
          const answer = await attempt(signal)
          gate.leave(turn, 'none')
          return { answer, latencyMs: timer.now() - sentMs }
        } catch (error) {
          const failure = error instanceof ProviderFailure ? error : null
          gate.leave(turn, signal.aborted ? null : failure)
          signal.throwIfAborted()
          if (failure === null) {
            log.error({ ...name, err: error }, 'a try failed in a way that no provider fails')
            return { gaveUp: `unexpected: ${error instanceof Error ? error.message : String(error)}` }
          }
          if (failure.kind === 'rejected') tellRejected(failure.message)
          // While the provider is down, the breaker decides how long to wait, and no try counts.
          if (gate.isDown && isPassing(failure)) continue
          const next = delay.after(failure)
          if ('giveUp' in next) return { gaveUp: next.giveUp }
          await timer.sleep(next.waitMs, signal)
        }
      }
    },
  }

  /** Each reason once, and not every reason of a long day. */
  function tellRejected(message: string): void {
    if (told.has(message) || told.size >= MOST_TOLD) return
    told.add(message)
    log.warn({ ...name }, `a request was refused: ${message}`)
  }
}

function isPassing({ kind }: ProviderFailure): boolean {
  return kind !== 'denied' && kind !== 'rejected'
}
