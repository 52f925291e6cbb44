import { addWithUnit, unitAt } from './stated-figures-figure.ts'
import { addFigure, type Reading } from './stated-figures-reading.ts'
import { mainTrie, NUMBER, numberWord } from './stated-figures-words.ts'

const SPACE = 0x20
const HYPHEN = 0x2d
const MOST_NUMBER_WORDS = 6
/** The least number in words that is taken for an amount though no unit follows. */
const LEAST_BARE = 20

/** Reads English number words, "eighty-five", "one ninety-nine", "a hundred and twelve", at `at`; where they end. */
export function readNumberWords(text: string, at: number, reading: Reading): number {
  let total = 0
  let last = 0
  let end = at
  let next = at
  for (let words = 0; words < MOST_NUMBER_WORDS; words += 1) {
    const value = mainTrie.match(text, next)
    if (value < NUMBER) break
    end = mainTrie.matchEnd
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
  const low = total + last
  const unit = unitAt(text, end)
  if (unit !== undefined) return addWithUnit(unit, low, low, at, false, reading)
  if (low >= LEAST_BARE)
    addFigure(reading, { kind: 'amount', measure: 0, low, high: low, start: at, end, named: false })
  return end
}
