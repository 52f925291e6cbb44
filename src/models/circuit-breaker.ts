import type { Logger } from 'pino'
import type { GovernorSettings } from './governor-settings.ts'
import type { ProviderFailure, Timer } from './provider.ts'

/** What a request may do now. A probe is a try that finds out whether a provider that is down answers again. */
export type Pass = 'go' | 'probe' | { waitUntil: number } | { refused: string }

export interface CircuitBreaker {
  pass(): Pass
  /** A try starts, as `pass` allowed; gives the spell in which it does. */
  start(): number
  readonly isDown: boolean
  /** The provider answered; a refusal of the request is an answer too. */
  answered(spell: number): void
  /** 429: whoever says so is there, and says nothing of what stands behind. */
  limited(spell: number): void
  failed(spell: number, failure: ProviderFailure): void
  /** The try of this spell was broken off, and says nothing. */
  dropped(spell: number): void
}

interface Down {
  /** When the first of the failures came. */
  sinceMs: number
  openedMs: number
  why: string
  pauseMs: number
  probeAtMs: number
  probing: boolean
  /** Nobody waits any more. */
  refusing: boolean
}

/**
 * Stops asking a provider that is down, or that denies access. While it is down requests wait and one at a time is
 * sent as a probe; past the budget for outages, and at once where access is denied, they fail without being sent.
 * The log says once when it opens and once when it closes.
 */
export function makeCircuitBreaker(
  name: { provider: string; model: string },
  settings: GovernorSettings,
  timer: Pick<Timer, 'now'>,
  log: Pick<Logger, 'warn' | 'info'>,
): CircuitBreaker {
  const { failuresToOpen, firstProbeMs, longestProbeMs, outageBudgetMs, coolDownMs } = settings
  let spell = 0
  let everAnswered = false
  let failures = 0
  let firstFailureMs = 0
  let down: Down | null = null

  function open(sinceMs: number, why: string, refusing: boolean) {
    const openedMs = timer.now()
    const probeAtMs = openedMs + (refusing ? coolDownMs : firstProbeMs)
    down = { sinceMs, openedMs, why, pauseMs: firstProbeMs, probeAtMs, probing: false, refusing }
    spell++
    const then = refusing ? 'requests fail until that is mended' : 'requests wait until it answers again'
    const forMs = Math.round(openedMs - sinceMs)
    log.warn(
      { ...name, forMs, why },
      `${why}${forMs < 1000 ? '' : `, for ${Math.round(forMs / 1000)} s now`}; ${then}`,
    )
  }

  function close({ sinceMs }: Down) {
    down = null
    failures = 0
    spell++
    const forMs = Math.round(timer.now() - sinceMs)
    log.info(
      { ...name, forMs },
      `the provider ${name.provider} answers again, after ${Math.round(forMs / 1000)} s`,
    )
  }

  function probeFailed(now: Down, why: string, denied: boolean) {
    const atMs = timer.now()
    const refusing = denied || now.refusing || atMs - now.openedMs >= outageBudgetMs
    const pauseMs = Math.min(longestProbeMs, now.pauseMs * 2)
    const probeAtMs = atMs + (refusing ? coolDownMs : pauseMs)
    down = { ...now, why, refusing, pauseMs, probeAtMs, probing: false }
  }

  return {
    pass() {
      if (down === null) return 'go'
      const due = !down.probing && timer.now() >= down.probeAtMs
      if (due) return 'probe'
      if (down.refusing) return { refused: down.why }
      return { waitUntil: down.probing ? Number.POSITIVE_INFINITY : down.probeAtMs }
    },
    start() {
      if (down !== null) down.probing = true
      return spell
    },
    get isDown() {
      return down !== null
    },
    answered(of) {
      everAnswered = true
      if (of !== spell) return
      failures = 0
      if (down !== null) close(down)
    },
    limited(of) {
      if (of === spell && down !== null) close(down)
    },
    failed(of, { kind, message, status }) {
      const denied = kind === 'denied'
      // Some providers answer 403 to what they will not read: of a key that works, it concerns that request alone.
      if (status === 403 && everAnswered) return
      const why = denied ? message : `the provider ${name.provider} does not answer: ${message}`
      if (down !== null) {
        if (of === spell) probeFailed(down, why, denied)
        return
      }
      if (of !== spell && !denied) return
      if (failures++ === 0) firstFailureMs = timer.now()
      if (denied) open(timer.now(), why, true)
      else if (failures >= failuresToOpen) open(firstFailureMs, why, false)
    },
    dropped(of) {
      if (of === spell && down !== null) down.probing = false
    },
  }
}
