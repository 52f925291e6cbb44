import { DIGIT, LETTER, marks, NUMERAL, newNumber, readNumber, readNumberWords } from './read-number.ts'
import { addFigure, namesThing, type Statements } from './statements.ts'
import { AMOUNT, CLOCK, DAY, MEASURE, type Unit, unitOf, unitTrie } from './words.ts'

const SPACE = 0x20
const HYPHEN = 0x2d
const MONTH_SIGN = 0x6708
const RANGE_SIGNS = '到至-~–—'
const CURRENCIES = '$£¥€₹￥'
/** The least bare number that is taken for an amount, and the most digits it may have. */
const LEAST_BARE = 10
const MOST_BARE_DIGITS = 5
/** The least number in words that is taken for an amount though no unit follows. */
const LEAST_BARE_WORDS = 20

const number = newNumber()
const second = newNumber()
/** Where the unit that `unitAt` found last ends. */
let unitEnd = 0

/** The unit that stands at `at`, right after a number. */
function unitAt(text: string, at: number): Unit | undefined {
  const sign = text.charCodeAt(at)
  let value = unitTrie.match(text, at)
  // "5 days", "5-day", "5多天", "5来天".
  if (value === 0 && (sign === SPACE || sign === HYPHEN || sign === 0x591a || sign === 0x6765))
    value = unitTrie.match(text, at + 1)
  if (value === 0) return undefined
  unitEnd = unitTrie.matchEnd
  return unitOf(value)
}

/** Where the second number of a range begins, if the sign of one stands at `at`; -1 if not. */
function afterRangeSign(text: string, at: number): number {
  if (at >= text.length) return -1
  if (RANGE_SIGNS.includes(text.charAt(at))) return at + 1
  return text.startsWith(' to ', at) ? at + 4 : -1
}

/** Reads the figure whose first digit or numeral stands at `at`; where it ends. */
export function readFigure(text: string, at: number, into: Statements): number {
  const numeral = marks[text.charCodeAt(at)] === NUMERAL
  readNumber(text, at, number)
  const { value: low, digits } = number
  let high = low
  let end = number.end
  let unit = unitAt(text, end)
  if (text.charCodeAt(end) === MONTH_SIGN) return readDayOfMonth(text, end + 1, low, into)
  let next = afterRangeSign(text, end)
  if (next < 0 && unit !== undefined) next = afterRangeSign(text, unitEnd)
  if (next > 0 && readNumber(text, next, second) && second.value >= low) {
    const unitOfRange = unitAt(text, second.end)
    if (unitOfRange !== undefined || unit === undefined) {
      high = second.value
      end = second.end
      unit = unitOfRange
    }
  }
  const money =
    CURRENCIES.includes(text.charAt(text.charCodeAt(at - 1) === SPACE ? at - 2 : at - 1)) && at > 0
  if (money && unit?.kind !== AMOUNT) {
    addFigure(into, AMOUNT, 0, low, high, at, end, true)
    return end
  }
  if (unit !== undefined) return addWithUnit(unit, low, high, at, numeral, into)
  return numeral ? end : addBare(text, at, end, low, high, digits, into)
}

/** Adds a figure with the unit that `unitAt` found last; where it ends. */
function addWithUnit(
  unit: Unit,
  low: number,
  high: number,
  start: number,
  numeral: boolean,
  into: Statements,
): number {
  const end = unitEnd
  const { kind, measure, factor } = unit
  // "一张" is an article more often than a count.
  if (kind === MEASURE && numeral && high === 1) return end
  addFigure(into, kind, measure, low * factor, high * factor, start, end, true)
  return end
}

function addBare(
  text: string,
  at: number,
  end: number,
  low: number,
  high: number,
  digits: number,
  into: Statements,
): number {
  const after = text.charAt(end)
  if ((after === '/' || after === ':') && readNumber(text, end + 1, second)) {
    // "6/15" is a day, "14:06" a time.
    const day = low * 100 + second.value
    if (after === ':') addFigure(into, CLOCK, 0, low, high, at, second.end, true)
    else if (low <= 12 && second.value <= 31) addFigure(into, DAY, 0, day, day, at, second.end, true)
    return second.end
  }
  if (marks[text.charCodeAt(end)] === LETTER) return pastName(text, end)
  const before = text.charAt(at - 1)
  const isName = digits > MOST_BARE_DIGITS || before === '*' || before === '#' || namesThing(into)
  if (!isName && low >= LEAST_BARE) addFigure(into, AMOUNT, 0, low, high, at, end, false)
  return end
}

/** The end of a name with digits in it ("bj2207"), which says no amount. */
export function pastName(text: string, at: number): number {
  let end = at
  for (; end < text.length; end += 1) {
    const mark = marks[text.charCodeAt(end)]
    if (mark !== DIGIT && mark !== LETTER && text.charCodeAt(end) !== HYPHEN) break
  }
  return end
}

/** Reads the day after a month that was named ("3月27日", "may 15"), if one stands at `at`; where it ends. */
export function readDayOfMonth(text: string, at: number, month: number, into: Statements): number {
  const from = text.charCodeAt(at) === SPACE ? at + 1 : at
  if (!readNumber(text, from, second) || second.value > 31) return at
  const low = month * 100 + second.value
  const end = unitAt(text, second.end)?.kind === DAY ? unitEnd : second.end
  addFigure(into, DAY, 0, low, low, from, end, true)
  return end
}

/** Reads the figure in English words at `at`; where it ends. */
export function readFigureWords(text: string, at: number, into: Statements): number {
  readNumberWords(text, at, number)
  const { value, end } = number
  const unit = unitAt(text, end)
  if (unit !== undefined) return addWithUnit(unit, value, value, at, false, into)
  if (value >= LEAST_BARE_WORDS) addFigure(into, AMOUNT, 0, value, value, at, end, false)
  return end
}
