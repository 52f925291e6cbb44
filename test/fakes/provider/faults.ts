import { sha256 } from '../../../src/domain/hash.ts'
import { seededRandom } from '../../../src/domain/seeded-random.ts'
import { REPLY_FAULTS, type ReplyFault } from './spoil-answer.ts'
import type { SeenRequest } from './types.ts'

export const ERROR_STATUSES = [408, 409, 429, 500, 503, 529] as const
export type ErrorStatus = (typeof ERROR_STATUSES)[number]

/** `held`: no byte until the test releases it. `stalled`: half a body, then nothing. `cut`, `reset`: socket gone. */
export const TRANSPORT_FAULTS = ['held', 'stalled', 'cut', 'reset'] as const
export type TransportFault = (typeof TRANSPORT_FAULTS)[number]

export interface ErrorFault {
  status: ErrorStatus
  /** How the answer says when to come back; absent, it does not say. */
  retryAfter?: { seconds: number } | { date: Date } | { ms: number }
}

export type Fault = ErrorFault | TransportFault | ReplyFault

/** Shares in 0..1 that add up to at most 1; what is left is healthy. */
export type FaultRates = { seed?: number } & Partial<
  Record<`rate${ErrorStatus}` | TransportFault | ReplyFault, number>
>

/** Rates; or a queue, one entry a request and healthy afterwards; or a rule, `n` counting from 0 since it was set. */
export type Faults =
  | FaultRates
  | readonly (Fault | null)[]
  | ((request: SeenRequest, n: number) => Fault | null)

/** Gives each request its fault. Under rates a request's fate hangs on its text and attempt, not on who came first. */
export function makeFaultPicker(faults: Faults): (request: SeenRequest) => Fault | null {
  let n = 0
  if (typeof faults === 'function') return (request) => faults(request, n++)
  if (isQueue(faults)) return () => faults[n++] ?? null
  const { seed = 1, ...shares } = faults
  return ({ hash, attempt }) => pickByShare(shares, chance(`${seed}:${attempt}:${hash}`))
}

function isQueue(faults: Faults): faults is readonly (Fault | null)[] {
  return Array.isArray(faults)
}

function chance(key: string): number {
  return seededRandom(Number.parseInt(sha256(key).slice(0, 8), 16))()
}

function pickByShare(shares: Omit<FaultRates, 'seed'>, at: number): Fault | null {
  const named: [Fault, number | undefined][] = [
    ...ERROR_STATUSES.map((status): [Fault, number | undefined] => [{ status }, shares[`rate${status}`]]),
    ...[...TRANSPORT_FAULTS, ...REPLY_FAULTS].map((name): [Fault, number | undefined] => [
      name,
      shares[name],
    ]),
  ]
  let upTo = 0
  for (const [fault, share = 0] of named) {
    upTo += share
    if (at < upTo) return fault
  }
  return null
}

export function retryAfterHeaders({ retryAfter }: ErrorFault): Record<string, string> {
  if (retryAfter === undefined) return {}
  if ('ms' in retryAfter) return { 'retry-after-ms': String(retryAfter.ms) }
  return { 'retry-after': 'date' in retryAfter ? retryAfter.date.toUTCString() : String(retryAfter.seconds) }
}
