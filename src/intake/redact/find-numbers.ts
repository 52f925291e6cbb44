import { isIdentityNumber, passesLuhn, startsLikeCard } from './check-digits.ts'
import { digitRuns, type Run, writeDigits } from './digit-runs.ts'
import type { Item } from './item.ts'
import { gapsAre, isPlain, type Joined, joinGroups } from './join-groups.ts'
import { phoneAt } from './phone-at.ts'

const TIGHT = /^(?: {1,2}|[-–—·._]| - )$/
const CARD_SHAPE = /^4-4-4-[1-4]$|^4-4-4-4-[1-3]$|^4-6-[45]$|^6-(?:10|12|13)$/
const IDENTITY_SHAPE = /^(?:6-6-3|6-8-[34]|6-4-4-[34]|4-4-4-4-[12]|6-6-[56]|3-3-8-[34]|6-12|14-4|14-3|6-11)$/

/** Identity numbers, cards and phones in a text as `makeLegible` writes it. */
export function findNumbers(text: string): Item[] {
  const digitsOnly = writeDigits(text)
  const items: Item[] = []
  for (const run of digitRuns(digitsOnly)) {
    for (let at = 0; at < run.length; ) {
      const found = numberAt(digitsOnly, run, at)
      if (found === null) at += 1
      else {
        items.push(found.item)
        at += found.groups
      }
    }
  }
  return items
}

function numberAt(text: string, run: Run, first: number): { item: Item; groups: number } | null {
  const candidates = joinGroups(text, run, first)
  for (const read of [readIdentity, readCard, readPhone]) {
    for (const joined of candidates) {
      const item = read(text, joined, run, first)
      if (item !== null) return { item, groups: joined.count }
    }
  }
  return null
}

function readIdentity(text: string, joined: Joined): Item | null {
  const { start, end, digits, shape } = joined
  if (digits.length !== 15 && digits.length !== 17 && digits.length !== 18) return null
  if ((!isPlain(joined) && !IDENTITY_SHAPE.test(shape)) || !gapsAre(joined, TIGHT)) return null
  if (partOfCode(text, start)) return null
  if (digits.length === 17) {
    const check = /^ ?x(?![a-z0-9])/.exec(text.slice(end, end + 3))?.[0]
    if (check === undefined || !isIdentityNumber(`${digits}x`)) return null
    return { kind: 'id_card', start, end: end + check.length, key: `${digits}x` }
  }
  if (!isIdentityNumber(digits)) return null
  if (digits.length === 15 && (joined.cue() === 'order' || endsInLetter(text, end))) return null
  return { kind: 'id_card', start, end, key: digits }
}

function readCard(text: string, joined: Joined, run: Run, first: number): Item | null {
  const { start, end, digits, shape } = joined
  if (digits.length < 13 || !passesLuhn(digits)) return null
  if (partOfCode(text, start) || endsInLetter(text, end)) return null
  const cue = joined.cue()
  if (cue !== 'card' && !startsLikeCard(digits)) return null
  if (joined.count > 1) {
    const loose = cue === 'card' && joined.count <= 6 && /^(?:[3-9]|1[0-9])-/.test(shape)
    if (!isPlain(joined) && !CARD_SHAPE.test(shape) && !loose) return null
    if (!gapsAre(joined, TIGHT) || continues(run, first, joined.count)) return null
  }
  // A long number behind "order" passes Luhn's check one time in ten by chance.
  if (cue === 'order' && digits.length >= 17 && !digits.startsWith('62')) return null
  return { kind: 'bank_card', start, end, key: digits }
}

/** Whether fours go on before or after it: then it is a piece of a longer number. */
function continues(run: Run, first: number, count: number): boolean {
  return run[first - 1]?.digits.length === 4 || run[first + count]?.digits.length === 4
}

function readPhone(text: string, joined: Joined): Item | null {
  const phone = phoneAt(text, joined)
  return phone && { kind: 'phone', ...phone }
}

/** Letters, or digits with a hyphen, against its beginning. */
function partOfCode(text: string, start: number): boolean {
  return (
    /[a-z]$|[0-9]-$/.test(text.slice(Math.max(0, start - 2), start)) &&
    !/(?:id|no|card|is)$/.test(text.slice(Math.max(0, start - 4), start))
  )
}

function endsInLetter(text: string, end: number): boolean {
  return /^[a-z]/.test(text.charAt(end))
}
