import { foldText } from '../../domain/fold-text.ts'

/** Phrases of both languages; `^` asks for the start of a clause, `$` for its end, a final `*` lets a word go on. */
export type WordList = { zh: readonly string[]; en: readonly string[] }

/** Counts the phrases of each class in a folded text into `counts`; the longest at a place counts, none overlap. */
export type WordScan = (text: string, counts: Uint8Array) => void

interface Entry {
  text: string
  kind: number
  starts: boolean
  ends: boolean
  opens: boolean
  closes: boolean
}

/** So many that few texts meet a bucket by chance; a power of two. */
const BUCKETS = 65536
const NO_ENTRIES: readonly Entry[] = []
/** Units of a huge text that are read: its end, where people say what they want. */
const READ_UNITS = 3000
const QUESTION = 0x3f
const EXCLAMATION = 0x21
const DENIALS = ['not ', "n't ", 'never ', ' no ']
const NEGATIONS = new Set([...'不没未别非'].map((unit) => unit.charCodeAt(0)))

/**
 * Compiles classes of words, in the order given. Behind their counts stand those of question marks and exclamation
 * marks. A hit of a class in `denied` right after a negation counts for the class named there.
 */
export function makeWordScan(lists: readonly WordList[], denied: Readonly<Record<number, number>>): WordScan {
  const buckets = new Map<number, Entry[]>()
  const begins = new Uint8Array(BUCKETS)
  const singles = new Map<number, Entry[]>()
  const stands = new Uint8Array(BUCKETS)
  for (const [kind, { zh, en }] of lists.entries())
    for (const phrase of [...zh, ...en]) {
      const entry = readEntry(phrase, kind)
      const unit = entry.text.charCodeAt(0)
      const isSingle = entry.text.length === 1
      const bucket = isSingle ? unit : pairBucket(unit, entry.text.charCodeAt(1))
      const listed = isSingle ? singles : buckets
      const flags = isSingle ? stands : begins
      flags[bucket] = 1
      listed.set(bucket, [...(listed.get(bucket) ?? []), entry])
    }
  for (const entries of buckets.values()) entries.sort((a, b) => b.text.length - a.text.length)
  const question = lists.length
  return (text, counts) => {
    for (let at = Math.max(0, text.length - READ_UNITS); at < text.length; at += 1) {
      const unit = text.charCodeAt(at)
      if (unit === QUESTION) bump(counts, question)
      else if (unit === EXCLAMATION) bump(counts, question + 1)
      else if (isWord(unit) && isWord(text.charCodeAt(at - 1))) continue
      const pair = pairBucket(unit, text.charCodeAt(at + 1))
      let found = begins[pair] === 0 ? undefined : findEntry(buckets.get(pair), text, at)
      if (found === undefined && stands[unit] !== 0) found = findEntry(singles.get(unit), text, at)
      if (found === undefined) continue
      const other = denied[found.kind]
      bump(counts, other !== undefined && isDenied(text, at) ? other : found.kind)
      at += found.text.length - 1
    }
  }
}

function readEntry(phrase: string, kind: number): Entry {
  const starts = phrase.length > 1 && phrase.startsWith('^')
  const ends = phrase.length > 1 && phrase.endsWith('$')
  const stem = phrase.length > 1 && phrase.endsWith('*')
  const { text } = foldText(phrase.slice(starts ? 1 : 0, ends || stem ? -1 : undefined))
  const closes = !stem && isWord(text.charCodeAt(text.length - 1))
  return { text, kind, starts, ends, opens: isWord(text.charCodeAt(0)), closes }
}

function findEntry(entries: readonly Entry[] | undefined, text: string, at: number): Entry | undefined {
  for (const entry of entries ?? NO_ENTRIES) {
    if (!text.startsWith(entry.text, at)) continue
    const before = text.charCodeAt(at - 1)
    const after = text.charCodeAt(at + entry.text.length)
    if (entry.opens && isWord(before)) continue
    if (entry.closes && isWord(after)) continue
    if (entry.starts && isLetter(before)) continue
    if (entry.ends && isLetter(after)) continue
    return entry
  }
  return undefined
}

/** 不、没 … right before, or an English "not", "never", "no". */
function isDenied(text: string, at: number): boolean {
  if (NEGATIONS.has(text.charCodeAt(at - 1))) return true
  const before = text.slice(Math.max(0, at - 6), at)
  return DENIALS.some((denial) => before.endsWith(denial))
}

function bump(counts: Uint8Array, kind: number): void {
  counts[kind] = Math.min(255, (counts[kind] ?? 0) + 1)
}

function isWord(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
}

function isLetter(unit: number): boolean {
  return isWord(unit) || (unit >= 0x3400 && unit <= 0x9fff)
}

function pairBucket(unit: number, next: number): number {
  return ((unit * 33) ^ next) & (BUCKETS - 1)
}
