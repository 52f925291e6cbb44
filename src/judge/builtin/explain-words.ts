import type { WeighedWords } from '../../domain/explanation.ts'
import { quotePlace } from './explain-place.ts'
import type { ReadTurn } from './reading.ts'

/** A word that weighs at least this share of the heaviest stands out among its neighbours. */
const OUTSTANDING = 0.25
/** By Unicode's rules (UAX 29), and for Chinese by ICU's dictionary. */
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const LETTER = /[\p{L}\p{N}]/u

/**
 * Divides an n-gram's weight evenly among the words and characters it is made of; punctuation gets its part only where
 * there is nothing else. The edge of a turn counts as a unit of an n-gram, so its first may lie before the text.
 */
export function divideGram(
  logit: number,
  read: ReadTurn | undefined,
  last: number,
  size: number,
  byUnit: Float64Array,
): void {
  const first = Math.max(0, last - size + 1)
  const end = Math.min(byUnit.length, last + 1)
  const units = Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
  const spoken = units.filter((unit) => read !== undefined && isSpoken(read, unit))
  const sharing = spoken.length > 0 ? spoken : units
  for (const unit of sharing) byUnit[unit] = (byUnit[unit] ?? 0) + logit / sharing.length
}

function isSpoken({ text, units }: ReadTurn, unit: number): boolean {
  return LETTER.test(text.slice(units.starts[unit] ?? 0, units.ends[unit] ?? 0))
}

interface Word {
  first: number
  last: number
  logOdds: number
  isSpoken: boolean
}

/**
 * The words of a turn with their weights, heaviest first. Neighbours that weigh alike, for or against and much or
 * little, come together; a word is never cut, and punctuation ends what comes together. They add up to all of `byUnit`.
 */
export function weighWords(read: ReadTurn, byUnit: Float64Array): WeighedWords[] {
  const words = wordsOf(read, byUnit)
  const most = words.reduce((largest, { logOdds }) => Math.max(largest, Math.abs(logOdds)), 0)
  const kindOf = ({ logOdds, isSpoken }: Word) =>
    `${isSpoken} ${Math.sign(logOdds)} ${Math.abs(logOdds) >= OUTSTANDING * most}`
  const runs: Word[] = []
  for (const word of words) {
    const before = runs.at(-1)
    if (before !== undefined && kindOf(before) === kindOf(word)) {
      before.last = word.last
      before.logOdds += word.logOdds
    } else runs.push({ ...word })
  }
  return runs
    .filter(({ logOdds }) => logOdds !== 0)
    .map(({ first, last, logOdds }) => ({ ...quotePlace(read, first, last), logOdds }))
    .sort((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds))
}

/** Units as words: Chinese characters come together where they make one. */
function wordsOf(read: ReadTurn, byUnit: Float64Array): Word[] {
  const { text, units } = read
  const begins = new Set(Array.from(segmenter.segment(text), ({ index }) => index))
  const words: Word[] = []
  for (let unit = 0; unit < byUnit.length; unit += 1) {
    const logOdds = byUnit[unit] ?? 0
    const spoken = isSpoken(read, unit)
    const word = words.at(-1)
    const start = units.starts[unit] ?? 0
    const goesOn = word?.isSpoken && spoken && !begins.has(start)
    if (word === undefined || !(goesOn || isSecondHalf(text, start)))
      words.push({ first: unit, last: unit, logOdds, isSpoken: spoken })
    else {
      word.last = unit
      word.logOdds += logOdds
    }
  }
  return words
}

/** Whether a place lies within one character, such as an emoji, which is two units. */
function isSecondHalf(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff
}
