import { DIGIT, marks, NUMERAL } from './stated-figures-marks.ts'

/** A number read from text, and how many digits it has: long runs of them are order numbers. */
export interface ReadNumber {
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
