import { z } from 'zod'
import type { Channel } from '../domain/transcript.ts'
import { officeHours } from './business-time.ts'
import type { CheckContext } from './check.ts'

/** Whether waiting is counted by the wall clock or in office hours; `auto` counts office hours on slow channels. */
export const WaitingClock = z
  .enum(['auto', 'wall', 'business'])
  .default('auto')
  .describe('wall clock or office hours; auto takes office hours for message and email')

const SLOW: ReadonlySet<Channel> = new Set<Channel>(['message', 'email'])

/** Messages that people expect to be answered later, in office hours. */
export function isSlow(channel: Channel): boolean {
  return SLOW.has(channel)
}

/** How long somebody waited from one instant to another, in milliseconds on the clock that counts; never below 0. */
export function waited(
  fromMs: number,
  toMs: number,
  clock: 'auto' | 'wall' | 'business',
  channel: Channel,
  { calendar }: CheckContext,
): number {
  const business = clock === 'business' || (clock === 'auto' && isSlow(channel))
  return business ? officeHours(calendar).between(fromMs, toMs) : Math.max(0, toMs - fromMs)
}

/** A length of time as people write it: `45 s`, `3 min 5 s`, `2 h 10 min`. */
export function humanTime(ms: number): string {
  const seconds = Math.round(ms / 100) / 10
  if (seconds < 60) return `${seconds} s`
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`
  return rest > 0 ? `${minutes} min ${rest} s` : `${minutes} min`
}
