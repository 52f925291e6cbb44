import { agentTrie, NUMBER, numberWord } from './words.ts'

/** What a single unit of text is to the reader of agents' turns; most are nothing to it. */
export const LETTER = 1
export const DIGIT = 2
export const NUMERAL = 3
export const BREAK = 4
/** A particle that makes a clause a question. */
export const ASKING = 5
/** Begins a phrase of the agents' words. */
const OPENING = 6

/** The mark of every unit of text, in one table. */
export const marks = new Uint8Array(0x10000)
for (const unit of agentTrie.firstUnits) marks[unit] = OPENING
mark('吗呢', ASKING)
mark('一二三四五六七八九十百千万两半零', NUMERAL)
mark('abcdefghijklmnopqrstuvwxyz', LETTER)
mark('0123456789', DIGIT)
mark(',.;!?\n', BREAK)

function mark(units: string, as: number): void {
  for (const unit of units) marks[unit.charCodeAt(0)] = as
}

/** Where the Latin word at `at` ends. */
export function wordEnd(text: string, at: number): number {
  let end = at
  while (marks[text.charCodeAt(end)] === LETTER) end += 1
  return end
}

/** A number read from text, and how many digits it has: long runs of them are order numbers. */
interface ReadNumber {
  value: number
  end: number
  digits: number
}

export function newNumber(): ReadNumber {
  return { value: 0, end: 0, digits: 0 }
}

/** Digits past this many add nothing to a number's value: so long a run names something and says no amount. */
const MOST_DIGITS = 15
const MOST_NUMERALS = 9
const MOST_NUMBER_WORDS = 6
const SPACE = 0x20
const HYPHEN = 0x2d
const DOT = 0x2e
const COMMA = 0x2c

/** Reads the number at `at`, in digits or Chinese numerals, into `into`; false where none stands. */
export function readNumber(text: string, at: number, into: ReadNumber): boolean {
  const mark = marks[text.charCodeAt(at)]
  if (mark === DIGIT) readDigits(text, at, into)
  else if (mark === NUMERAL) readNumeral(text, at, into)
  else return false
  return true
}

/** Decimals and thousands separators included: "1,299.50". */
function readDigits(text: string, at: number, into: ReadNumber): void {
  let value = 0
  let scale = 0
  let digits = 0
  let end = at
  for (; end < text.length; end += 1) {
    const unit = text.charCodeAt(end)
    if (marks[unit] === DIGIT) {
      digits += 1
      if (digits > MOST_DIGITS) continue
      value = value * 10 + unit - 48
      scale *= 10
    } else if (unit === DOT && scale === 0 && marks[text.charCodeAt(end + 1)] === DIGIT) scale = 1
    else if (!(unit === COMMA && scale === 0 && isThousands(text, end))) break
  }
  into.value = scale > 1 ? value / scale : value
  into.end = end
  into.digits = digits
}

function isThousands(text: string, comma: number): boolean {
  for (let at = comma + 1; at <= comma + 3; at += 1) if (marks[text.charCodeAt(at)] !== DIGIT) return false
  return marks[text.charCodeAt(comma + 4)] !== DIGIT
}

/** What each Chinese numeral is worth. */
const WORTH = new Float32Array(0x10000)
for (const [value, numeral] of [...'零一二三四五六七八九十'].entries()) WORTH[numeral.charCodeAt(0)] = value
for (const [numeral, value] of Object.entries({ 半: 0.5, 两: 2, 百: 100, 千: 1000, 万: 10000 }))
  WORTH[numeral.charCodeAt(0)] = value

/** "十五", "两百", "一千八" (1,800: a figure after a hundred or more counts tenths of it), "半". */
function readNumeral(text: string, at: number, into: ReadNumber): void {
  let total = 0
  let last = 0
  let place = 1
  let end = at
  for (; end < at + MOST_NUMERALS && marks[text.charCodeAt(end)] === NUMERAL; end += 1) {
    const value = WORTH[text.charCodeAt(end)] ?? 0
    if (value < 10) {
      last = value
      continue
    }
    total = value === 10000 ? (total + last) * value : total + (last === 0 ? 1 : last) * value
    place = value
    last = 0
  }
  into.value =
    total + (place >= 100 && last >= 1 && text.charAt(end - 2) !== '零' ? (last * place) / 10 : last)
  into.end = end
  into.digits = end - at
}

/** Reads English number words, "eighty-five", "one ninety-nine", "a hundred and twelve", at `at` into `into`. */
export function readNumberWords(text: string, at: number, into: ReadNumber): void {
  let total = 0
  let last = 0
  let next = at
  into.end = at
  for (into.digits = 0; into.digits < MOST_NUMBER_WORDS; into.digits += 1) {
    const value = agentTrie.match(text, next)
    if (value < NUMBER) break
    const end = agentTrie.matchEnd
    into.end = end
    const word = numberWord(value)
    if (word >= 100) {
      total = (total + Math.max(1, last)) * word
      last = 0
    } else if (word >= 10 && last > 0 && last < 10) {
      total += last * 100
      last = word
    } else last += word
    const sign = text.charCodeAt(end)
    if (sign !== SPACE && sign !== HYPHEN) break
    next = text.startsWith(' and ', end) ? end + 5 : end + 1
  }
  into.value = total + last
}
