import { LETTER, marks, wordEnd } from './read-number.ts'
import { AMOUNT, contentHan, hashContentWord, ID } from './words.ts'

/** Statements of a conversation that are kept, so that a huge one stays quick. */
const MOST_STATEMENTS = 64

/** The topic of a clause is a set of its content words, in so many words of 32 bits. */
export const TOPIC_WORDS = 8
const MOST_TOPIC_UNITS = 200

/**
 * What agents stated: figures, and clauses that say free or charged. Flat arrays that are filled anew for every
 * conversation, as objects for each would cost more than the reading.
 */
export interface Statements {
  count: number
  /** The figures among them. */
  figures: number
  /** An index of `FIGURE_KINDS`, `FREE_CLAIM` or `CHARGE_CLAIM`. */
  kinds: Uint8Array
  /** Which unit a measure has; 0 for other kinds. */
  measures: Uint8Array
  /** From low to high in the kind's base unit: hours for durations; for days the day, and 100 × the month if named. */
  lows: Float64Array
  highs: Float64Array
  /** 1 where a unit was named: a bare number may count anything. */
  named: Uint8Array
  turns: Int32Array
  starts: Int32Array
  ends: Int32Array
  clauseStarts: Int32Array
  clauseEnds: Int32Array
  /** The topic of each statement's clause, where it has been asked for. */
  topics: Int32Array
  hasTopic: Uint8Array
  /** The clause being read: its turn, where it starts, its first statement, its set of cues and its amounts. */
  turn: number
  clauseStart: number
  clauseFirst: number
  cues: number
  amounts: number
  asks: boolean
}

export function newStatements(): Statements {
  const places = () => new Int32Array(MOST_STATEMENTS)
  return {
    count: 0,
    figures: 0,
    kinds: new Uint8Array(MOST_STATEMENTS),
    measures: new Uint8Array(MOST_STATEMENTS),
    lows: new Float64Array(MOST_STATEMENTS),
    highs: new Float64Array(MOST_STATEMENTS),
    named: new Uint8Array(MOST_STATEMENTS),
    turns: places(),
    starts: places(),
    ends: places(),
    clauseStarts: places(),
    clauseEnds: places(),
    topics: new Int32Array(MOST_STATEMENTS * TOPIC_WORDS),
    hasTopic: new Uint8Array(MOST_STATEMENTS),
    turn: 0,
    clauseStart: 0,
    clauseFirst: 0,
    cues: 0,
    amounts: 0,
    asks: false,
  }
}

/** Whether the clause being read names an order, a ticket, a telephone: its bare numbers are no amounts. */
export function namesThing(into: Statements): boolean {
  return (into.cues & ID) !== 0
}

/** Adds a figure of the clause being read. */
export function addFigure(
  into: Statements,
  kind: number,
  measure: number,
  low: number,
  high: number,
  start: number,
  end: number,
  named: boolean,
): void {
  if (into.count >= MOST_STATEMENTS) return
  if (kind === AMOUNT) into.amounts += 1
  into.figures += 1
  into.measures[into.count] = measure
  into.lows[into.count] = low
  into.highs[into.count] = high
  into.named[into.count] = named ? 1 : 0
  addStatement(into, kind, start, end)
}

/** Adds the clause being read, which ends at `end`, as a statement of its own. */
export function addClaim(into: Statements, kind: number, end: number): void {
  if (into.count < MOST_STATEMENTS) addStatement(into, kind, into.clauseStart, end)
}

function addStatement(into: Statements, kind: number, start: number, end: number): void {
  const at = into.count
  into.kinds[at] = kind
  into.turns[at] = into.turn
  into.starts[at] = start
  into.ends[at] = end
  into.hasTopic[at] = 0
  into.count += 1
}

/** Writes the content words of a clause, pairs of Han and Latin words, into the set at `into`. */
export function markTopic(text: string, start: number, end: number, topics: Int32Array, into: number): void {
  topics.fill(0, into, into + TOPIC_WORDS)
  const stop = Math.min(end, start + MOST_TOPIC_UNITS)
  let previous = 0
  for (let at = start; at < stop; at += 1) {
    const unit = text.charCodeAt(at)
    let hash = 0
    if (contentHan[unit] === 1) {
      if (previous !== 0) hash = Math.imul(previous, 31) + unit
      else if (contentHan[text.charCodeAt(at + 1)] === 0) hash = unit
      previous = unit
    } else {
      previous = 0
      if (marks[unit] !== LETTER) continue
      const last = wordEnd(text, at)
      hash = hashContentWord(text, at, last)
      at = last - 1
    }
    if (hash === 0) continue
    const mixed = Math.imul(hash, 0x9e3779b1) >>> 24
    const place = into + (mixed >>> 5)
    topics[place] = (topics[place] ?? 0) | (1 << (mixed & 31))
  }
}
