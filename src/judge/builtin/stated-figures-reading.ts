import { cueBit, type Kind } from './stated-figures-words.ts'

/** A figure that was stated. */
export interface Figure {
  turn: number
  /** Index of its clause. */
  clause: number
  kind: Kind
  /** Which unit a measure has; 0 for other kinds. */
  measure: number
  /** From low to high in the kind's base unit: hours for durations; for days the day, and 100 × the month if named. */
  low: number
  high: number
  start: number
  end: number
  /** Whether a unit was named: a bare number may count anything. */
  named: boolean
}

/** A clause of a turn, and what its words say. */
export interface Clause {
  turn: number
  start: number
  end: number
  /** Set of cues (`cueBit`). */
  cues: number
  /** Set of aspects (`aspectBit`): of the few things service speaks of, which. */
  aspects: number
  question: boolean
  /** How many amounts stand in it. */
  amounts: number
  /** Sets of what is said to be possible, and of what is denied: the words after "can" and "cannot", hashed. */
  affirmed: number
  negated: number
  /** The aspects of its surroundings, if it has none itself; -1 until it is asked for. */
  around: number
}

/** What was read of a conversation. Reused, as fresh arrays for each would cost more than the reading. */
export interface Reading {
  clauses: Clause[]
  figures: Figure[]
  /** For each clause the set of its content words: `TOPIC_WORDS` words of 32 bits. */
  topics: Int32Array
  /** For each clause whose `around` is known, the content words of it and its surroundings. */
  contexts: Int32Array
  /** The clause being read; its index is `clauses.length`. */
  open: Clause
}

export const TOPIC_WORDS = 8
export const MOST_CLAUSES = 160
const MOST_FIGURES = 64

export function newReading(): Reading {
  const size = (MOST_CLAUSES + 1) * TOPIC_WORDS
  const open = newClause(0, 0)
  return { clauses: [], figures: [], topics: new Int32Array(size), contexts: new Int32Array(size), open }
}

export function clearReading(reading: Reading): void {
  reading.topics.fill(0, 0, (reading.clauses.length + 1) * TOPIC_WORDS)
  reading.clauses.length = 0
  reading.figures.length = 0
}

export function newClause(turn: number, start: number): Clause {
  return {
    turn,
    start,
    end: start,
    cues: 0,
    aspects: 0,
    question: false,
    amounts: 0,
    affirmed: 0,
    negated: 0,
    around: -1,
  }
}

const ID = cueBit('id')

/** Whether the clause being read names an order, a ticket, a telephone: its bare numbers are no amounts. */
export function namesThing(reading: Reading): boolean {
  return (reading.open.cues & ID) !== 0
}

export function addFigure(reading: Reading, figure: Omit<Figure, 'turn' | 'clause'>): void {
  if (reading.figures.length >= MOST_FIGURES) return
  const { kind, measure, low, high, start, end, named } = figure
  const { open } = reading
  if (kind === 'amount') open.amounts += 1
  const clause = reading.clauses.length
  reading.figures.push({ turn: open.turn, clause, kind, measure, low, high, start, end, named })
}

/** Adds a content word to the topic of the clause being read. */
export function markTopic(reading: Reading, hash: number): void {
  const mixed = Math.imul(hash, 0x9e3779b1) >>> 24
  const at = reading.clauses.length * TOPIC_WORDS + (mixed >>> 5)
  reading.topics[at] = (reading.topics[at] ?? 0) | (1 << (mixed & 31))
}
