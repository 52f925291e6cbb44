import type { Logger } from 'pino'
import { makeCircuitBreaker, type Pass } from './circuit-breaker.ts'
import { type Ending, makeConcurrencyLimit } from './governor-limit.ts'
import { makeLine } from './governor-line.ts'
import type { GovernorSettings } from './governor-settings.ts'
import { ProviderFailure, type Timer } from './provider.ts'
import { tooLong } from './retry-delay.ts'

/** Leave to send one try. */
export interface Turn {
  number: number
  spell: number
}

/** A request that wants to be sent. */
interface Comer {
  /** Who has the lowest goes first; a request keeps its own for all its tries. */
  ticket: number
  tries: number
  /** What is left of its time for waiting. */
  leftMs: number
}

interface Waiter extends Comer {
  enter(turn: Turn): void
  refuse(why: string): void
}

/** What every try passes through. */
export interface Gate {
  /** Resolves when the request may be sent, or must not be; rejects with the signal's reason when it aborts. */
  enter(comer: Comer, signal: AbortSignal): Promise<Turn | { refused: string }>
  /** Gives the turn back and learns from how it went; null where that says nothing. */
  leave(turn: Turn, failure: ProviderFailure | 'none' | null): void
  /** Whether the provider counts as down. */
  readonly isDown: boolean
  /** Most tries that may be in flight now. */
  limit(): number
}

/**
 * A line that the limit, the breaker and the provider's Retry-After let through, first come first. p-limit cannot do
 * it: it never lets fewer than one through, which a pause needs, forgets where a request stood when it comes back
 * for another try, and keeps what was aborted.
 */
export function makeGate(
  name: { provider: string; model: string },
  settings: GovernorSettings,
  timer: Timer,
  log: Pick<Logger, 'warn' | 'info'>,
): Gate {
  const limit = makeConcurrencyLimit(settings)
  const breaker = makeCircuitBreaker(name, settings, timer, log)
  const line = makeLine<Waiter>()
  let inFlight = 0
  let pausedUntilMs = 0
  let alarm: { atMs: number; stop: AbortController } | null = null

  /** Lets through whoever may go; called whenever that may have changed. */
  function letThrough() {
    while (line.size > 0) {
      const pass = breaker.pass()
      if (typeof pass === 'object') return hold(pass)
      const pauseMs = pausedUntilMs - timer.now()
      if (pauseMs > 0) return pause(pauseMs)
      if (inFlight >= limit.now()) return
      const waiter = pass === 'probe' ? fewestTries(line.all()) : line.all()[0]
      if (waiter === undefined) return
      line.remove(waiter)
      inFlight++
      waiter.enter({ number: limit.start(), spell: breaker.start() })
    }
  }

  function hold(pass: Exclude<Pass, string>) {
    if ('waitUntil' in pass) wakeAt(pass.waitUntil)
    else for (const waiter of [...line.all()]) turnAway(waiter, pass.refused)
  }

  /** Nobody is sent before the provider allows it; who has not that much time left is told so. */
  function pause(pauseMs: number) {
    for (const waiter of line.all().filter(({ leftMs }) => leftMs < pauseMs)) {
      turnAway(waiter, tooLong(pauseMs, waiter.leftMs))
    }
    if (line.size > 0) wakeAt(pausedUntilMs)
  }

  function turnAway(waiter: Waiter, why: string) {
    line.remove(waiter)
    waiter.refuse(why)
  }

  function wakeAt(atMs: number) {
    if (alarm?.atMs === atMs || atMs === Number.POSITIVE_INFINITY) return
    alarm?.stop.abort()
    const stop = new AbortController()
    alarm = { atMs, stop }
    const wake = () => {
      alarm = null
      letThrough()
    }
    // It rejects only because an alarm for another time took its place.
    timer.sleep(Math.max(0, atMs - timer.now()), stop.signal).then(wake, () => undefined)
  }

  return {
    limit: limit.now,
    get isDown() {
      return breaker.isDown
    },
    enter: (comer, signal) =>
      new Promise((resolve, reject) => {
        const abandon = () => {
          line.remove(waiter)
          if (line.size === 0) alarm?.stop.abort()
          if (line.size === 0) alarm = null
          reject(signal.reason)
        }
        const settle = (turn: Turn | { refused: string }) => {
          signal.removeEventListener('abort', abandon)
          resolve(turn)
        }
        const waiter: Waiter = { ...comer, enter: settle, refuse: (why) => settle({ refused: why }) }
        signal.addEventListener('abort', abandon, { once: true })
        line.add(waiter)
        letThrough()
      }),
    leave({ number, spell }, failure) {
      inFlight--
      if (failure === null) breaker.dropped(spell)
      else if (failure === 'none' || failure.kind === 'rejected') breaker.answered(spell)
      else if (failure.kind === 'rate_limited') breaker.limited(spell)
      else breaker.failed(spell, failure)
      limit.end(number, failure === 'none' ? 'answered' : endingOf(failure))
      if (failure instanceof ProviderFailure && failure.retryAfterMs !== null) {
        pausedUntilMs = Math.max(pausedUntilMs, timer.now() + failure.retryAfterMs)
      }
      letThrough()
    },
  }
}

/** Too much to do, rather than broken: 429, 503, 529, and no answer in time. */
function endingOf(failure: ProviderFailure | null): Ending {
  if (failure === null) return 'failed'
  const { kind, status, retryAfterMs } = failure
  const crowded = kind === 'rate_limited' || kind === 'timeout' || status === 503 || status === 529
  if (!crowded) return 'failed'
  return retryAfterMs === null ? 'crowded' : 'paused'
}

/** So that one request that a provider fails at never stands for all of them. */
function fewestTries(waiting: readonly Waiter[]): Waiter | undefined {
  return waiting.reduce<Waiter | undefined>(
    (best, waiter) => (best === undefined || waiter.tries < best.tries ? waiter : best),
    undefined,
  )
}
