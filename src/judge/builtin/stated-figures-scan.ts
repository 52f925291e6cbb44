import { pastName, readDayOfMonth, readFigure } from './stated-figures-figure.ts'
import {
  ASKING,
  BREAK,
  DIGIT,
  HAN,
  hashWord,
  isStopWord,
  LETTER,
  marks,
  NUMERAL,
  wordEnd,
} from './stated-figures-marks.ts'
import { readNumberWords } from './stated-figures-number-words.ts'
import {
  addFigure,
  type Clause,
  MOST_CLAUSES,
  markTopic,
  newClause,
  type Reading,
  TOPIC_WORDS,
} from './stated-figures-reading.ts'
import {
  aspectBit,
  cueBit,
  MONTH,
  mainTrie,
  meaningOf,
  NUMBER,
  RELATIVE,
  relativeSpan,
} from './stated-figures-words.ts'

/** The units of a turn that are read. */
const MOST_UNITS = 4000
const QUESTION_MARK = 0x3f
const DOT = 0x2e
const FREE = cueBit('free')
const CHARGE = cueBit('charge')
const YES = cueBit('yes')
const NO = cueBit('no')
const FEE = aspectBit('fee')

/** Whether the word awaited is the one after "can" or after "cannot". */
let awaited: 'none' | 'affirmed' | 'negated' = 'none'

/** Reads a folded turn's clauses, figures and topics into `reading`, in one pass. */
export function readTurn(text: string, turn: number, reading: Reading): void {
  const length = Math.min(text.length, MOST_UNITS)
  let at = 0
  while (at < length && reading.clauses.length < MOST_CLAUSES) {
    const clause = newClause(turn, at)
    reading.open = clause
    at = readClause(text, at, length, reading)
    clause.end = at
    // A fee that has a price is a charge.
    if ((clause.aspects & FEE) !== 0 && clause.amounts > 0 && (clause.cues & FREE) === 0)
      clause.cues |= CHARGE
    if (clause.end > clause.start + 1 || clause.cues !== 0) reading.clauses.push(clause)
    else
      reading.topics.fill(0, reading.clauses.length * TOPIC_WORDS, (reading.clauses.length + 1) * TOPIC_WORDS)
  }
}

/** Reads to the end of the clause that begins at `from`; where that is. */
function readClause(text: string, from: number, length: number, reading: Reading): number {
  awaited = 'none'
  let previous = 0
  let at = from
  while (at < length) {
    const unit = text.charCodeAt(at)
    const mark = marks[unit]
    if (mark === BREAK) {
      at += 1
      if (unit === QUESTION_MARK) reading.open.question = true
      if (unit !== DOT || !isInWord(text, at)) return at
      continue
    }
    const value = mark === 0 || mark === DIGIT ? 0 : mainTrie.match(text, at)
    if (value !== 0) at = takeWord(text, at, value, reading)
    else if (mark === DIGIT || mark === NUMERAL) at = readFigure(text, at, reading)
    else if (mark === LETTER) at = takeLetters(text, at, reading)
    else if (mark === HAN) {
      takeHan(text, at, previous, reading)
      previous = unit
      at += 1
      continue
    } else {
      if (mark === ASKING) reading.open.question = true
      at += 1
    }
    previous = 0
  }
  return at
}

/** Whether the full stop before `at` stands between letters, as in "a.m.": it ends no clause. */
function isInWord(text: string, at: number): boolean {
  return marks[text.charCodeAt(at)] === LETTER && marks[text.charCodeAt(at - 2)] === LETTER
}

/** Marks pairs of Han, and one that stands alone. */
function takeHan(text: string, at: number, previous: number, reading: Reading): void {
  const unit = text.charCodeAt(at)
  if (previous !== 0) markTopic(reading, Math.imul(previous, 31) + unit)
  else if (marks[text.charCodeAt(at + 1)] !== HAN) markTopic(reading, unit)
  takeAwaited(reading.open, unit)
}

function takeLetters(text: string, at: number, reading: Reading): number {
  const end = wordEnd(text, at)
  const hash = hashWord(text, at, end)
  if (end - at > 2 && !isStopWord(hash)) {
    markTopic(reading, hash)
    takeAwaited(reading.open, hash)
  }
  return marks[text.charCodeAt(end)] === DIGIT ? pastName(text, end) : end
}

function takeWord(text: string, at: number, value: number, reading: Reading): number {
  const end = mainTrie.matchEnd
  if (value >= NUMBER) return readNumberWords(text, at, reading)
  if (value >= MONTH) return readDayOfMonth(text, end, value - MONTH, reading)
  if (value >= RELATIVE) {
    const [low = 0, high = 0] = relativeSpan(value)
    addFigure(reading, { kind: 'duration', measure: 0, low, high, start: at, end, named: false })
  } else takeMeaning(text, at, end, value, reading)
  return end
}

function takeMeaning(text: string, at: number, end: number, value: number, reading: Reading): void {
  const clause = reading.open
  const { cues, aspects } = meaningOf(value)
  clause.cues |= cues
  clause.aspects |= aspects
  // Such words tell the topic too: a fee for an inspection is not one for a visit.
  if (aspects !== 0 || (cues & CHARGE) !== 0) {
    const head = text.charCodeAt(at)
    const latin = marks[head] === LETTER
    markTopic(
      reading,
      latin ? hashWord(text, at, end) : end === at + 1 ? head : head * 31 + text.charCodeAt(at + 1),
    )
    takeAwaited(clause, latin ? hashWord(text, at, end) : head)
  }
  if ((cues & NO) !== 0) {
    if (text.startsWith('不了', at)) clause.negated |= verbBit(text.charCodeAt(at - 1))
    else awaited = 'negated'
  } else if ((cues & YES) !== 0) awaited = 'affirmed'
}

function takeAwaited(clause: Clause, hash: number): void {
  if (awaited === 'none') return
  clause[awaited] |= verbBit(hash)
  awaited = 'none'
}

function verbBit(hash: number): number {
  return 1 << (Math.imul(hash, 0x9e3779b1) >>> 27)
}
