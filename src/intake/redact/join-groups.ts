import { type Cue, cueBefore } from './cues.ts'
import type { Run } from './digit-runs.ts'

/** Neighbouring groups of a run taken together as one number. */
export interface Joined {
  start: number
  end: number
  digits: string
  /** Lengths of the groups, like `3-4-4`. */
  shape: string
  /** What stands between the groups. */
  gaps: readonly string[]
  /** How many groups. */
  count: number
  /** What the words before it announce. */
  cue(): Cue | null
}

/** Fewest and most digits of what is looked for: a local phone number, and a card of 19. */
const FEWEST_DIGITS = 7
const MOST_DIGITS = 19
/** Most groups of a number that is not written digit by digit. */
const MOST_GROUPS = 6

/** Every number that begins with group `first`, longest first. */
export function joinGroups(text: string, run: Run, first: number): Joined[] {
  const joined: Joined[] = []
  const start = run[first]?.start ?? 0
  let cue: Cue | null | undefined
  const announced = () => {
    if (cue === undefined) cue = cueBefore(text, start)
    return cue
  }
  let digits = ''
  let shape = ''
  const gaps: string[] = []
  let last = start
  for (let at = first; at < run.length; at += 1) {
    const group = run[at]
    if (group === undefined || digits.length + group.digits.length > MOST_DIGITS) break
    if (at > first) gaps.push(text.slice(last, group.start))
    digits += group.digits
    shape += shape === '' ? group.digits.length : `-${group.digits.length}`
    last = group.end
    const count = at - first + 1
    if (count > MOST_GROUPS && count !== digits.length) break
    if (digits.length < FEWEST_DIGITS) continue
    joined.push({ start, end: last, digits, shape, gaps, count, cue: announced })
  }
  return joined.reverse()
}

/** Whether it is one group, or written digit by digit. */
export function isPlain(joined: Joined): boolean {
  return joined.count === 1 || joined.count === joined.digits.length
}

export function gapsAre(joined: Joined, allowed: RegExp): boolean {
  for (let at = 0; at < joined.count - 1; at += 1) if (!allowed.test(joined.gaps[at] ?? '')) return false
  return true
}
