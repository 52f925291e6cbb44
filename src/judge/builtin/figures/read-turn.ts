import { pastName, readDayOfMonth, readFigure, readFigureWords } from './read-figure.ts'
import { ASKING, BREAK, DIGIT, LETTER, marks, NUMERAL, wordEnd } from './read-number.ts'
import { addClaim, addFigure, type Statements } from './statements.ts'
import {
  agentTrie,
  CHARGE,
  CHARGE_CLAIM,
  customerTrie,
  DURATION,
  FEE,
  FREE,
  FREE_CLAIM,
  MONTH,
  NOTICED,
  NUMBER,
  RELATIVE,
  relativeSpan,
} from './words.ts'

/** The units of a turn that are read. */
const MOST_UNITS = 4000
const QUESTION_MARK = 0x3f
const DOT = 0x2e
const LOWER_A = 97
const LOWER_Z = 122

/** Reads what an agent states in a folded turn, in one pass; the set of all its cues. */
export function readAgentTurn(folded: string, turn: number, into: Statements): number {
  const text = folded.length > MOST_UNITS ? folded.slice(0, MOST_UNITS) : folded
  const { length } = text
  let all = 0
  into.turn = turn
  openClause(into, 0)
  let at = 0
  while (at < length) {
    const unit = text.charCodeAt(at)
    const mark = marks[unit]
    if (mark === 0) at += 1
    else if (mark === BREAK) {
      at += 1
      if (unit === QUESTION_MARK) into.asks = true
      if (unit === DOT && isInWord(text, at)) continue
      all |= into.cues
      closeClause(into, at)
      openClause(into, at)
    } else if (mark === DIGIT) at = readFigure(text, at, into)
    else if (mark === ASKING) {
      into.asks = true
      at += 1
    } else {
      const value = agentTrie.mayBegin(unit, text.charCodeAt(at + 1)) ? agentTrie.match(text, at) : 0
      if (value !== 0) at = takeWord(text, at, value, into)
      else if (mark === NUMERAL) at = readFigure(text, at, into)
      else if (mark === LETTER) {
        at = wordEnd(text, at)
        if (marks[text.charCodeAt(at)] === DIGIT) at = pastName(text, at)
      } else at += 1
    }
  }
  all |= into.cues
  closeClause(into, Math.min(at, length))
  return all
}

function openClause(into: Statements, at: number): void {
  into.clauseStart = at
  into.clauseFirst = into.count
  into.cues = 0
  into.amounts = 0
  into.asks = false
}

function closeClause(into: Statements, end: number): void {
  const { cues, asks, clauseStart, clauseFirst } = into
  if (!asks) {
    if ((cues & FREE) !== 0) addClaim(into, FREE_CLAIM, end)
    // A fee that has a price is a charge.
    else if ((cues & CHARGE) !== 0 || ((cues & FEE) !== 0 && into.amounts > 0))
      addClaim(into, CHARGE_CLAIM, end)
  }
  for (let at = clauseFirst; at < into.count; at += 1) {
    into.clauseStarts[at] = clauseStart
    into.clauseEnds[at] = end
  }
}

/** Whether the full stop before `at` stands between letters, as in "a.m.": it ends no clause. */
function isInWord(text: string, at: number): boolean {
  return marks[text.charCodeAt(at)] === LETTER && marks[text.charCodeAt(at - 2)] === LETTER
}

function takeWord(text: string, at: number, value: number, into: Statements): number {
  const end = agentTrie.matchEnd
  if (value >= NUMBER) return readFigureWords(text, at, into)
  if (value >= MONTH) return readDayOfMonth(text, end, value - MONTH, into)
  if (value >= RELATIVE) {
    const [low = 0, high = 0] = relativeSpan(value)
    addFigure(into, DURATION, 0, low, high, at, end, false)
  } else into.cues |= value
  return end
}

/** Whether a customer's folded turn says that something was put differently before. */
export function noticesDifference(text: string): boolean {
  const length = Math.min(text.length, MOST_UNITS)
  let inWord = false
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at)
    const isLetter = unit >= LOWER_A && unit <= LOWER_Z
    if (!(isLetter && inWord) && customerTrie.mayBegin(unit, text.charCodeAt(at + 1))) {
      const value = customerTrie.match(text, at)
      if (value === NOTICED) return true
      if (value !== 0) at = customerTrie.matchEnd - 1
    }
    inWord = isLetter
  }
  return false
}
