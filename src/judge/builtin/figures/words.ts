import phrases from '../lexicons/figures-phrases.json' with { type: 'json' }
import { makePhraseTrie } from './phrase-trie.ts'

/** What a figure counts. Two figures are compared only within a kind (and, for measures, a unit). */
export const FIGURE_KINDS = ['amount', 'duration', 'percent', 'clock', 'day', 'measure'] as const
/** Their indices. */
export const AMOUNT = 0
export const DURATION = 1
export const CLOCK = 3
export const DAY = 4
export const MEASURE = 5
/** The kinds of statements that hold no figure: a clause that says free, and one that says charged. */
export const FREE_CLAIM = 6
export const CHARGE_CLAIM = 7

/** What words of agents say of their clause, as bits of a set. `none` keeps shorter words inside it from counting. */
const CUES = ['none', 'free', 'charge', 'fee', 'correct', 'addendum', 'excuse', 'id'] as const
const cueBit = (cue: (typeof CUES)[number]): number => 1 << CUES.indexOf(cue)
export const FREE = cueBit('free')
export const CHARGE = cueBit('charge')
export const FEE = cueBit('fee')
/** "I misspoke". */
export const CORRECT = cueBit('correct')
/** "Actually, one more thing". */
export const ADDENDUM = cueBit('addendum')
/** "What I meant was", "it depends". */
export const EXCUSE = cueBit('excuse')
/** Names an order, a ticket, a telephone: bare numbers are no amounts there. */
export const ID = cueBit('id')

/** Values of the agents' trie: below this, a set of cues; the others follow from here. */
export const RELATIVE = 1000
export const MONTH = 2000
export const NUMBER = 3000

const relative = Object.values(phrases.relative)
const numbers = Object.values(phrases.numbers)

/** The span in hours from now that a word such as "tomorrow" names. */
export function relativeSpan(value: number): readonly number[] {
  return relative[value - RELATIVE] ?? []
}

/** What an English number word is worth. */
export function numberWord(value: number): number {
  return numbers[value - NUMBER] ?? 0
}

function* agentEntries(): Generator<[string, number]> {
  for (const [index, word] of Object.keys(phrases.relative).entries()) yield [word, RELATIVE + index]
  for (const [word, month] of Object.entries(phrases.months)) yield [word, MONTH + month]
  for (const [index, word] of Object.keys(phrases.numbers).entries()) yield [word, NUMBER + index]
  const cues = new Map<string, number>()
  for (const cue of CUES)
    for (const word of phrases.agent[cue]) cues.set(word, (cues.get(word) ?? 0) | cueBit(cue))
  yield* cues
}

/** Words of agents that tell something wherever they stand. */
export const agentTrie = makePhraseTrie(agentEntries())

export const NOTICED = 1
const REPEATED = 2

function* customerEntries(): Generator<[string, number]> {
  for (const phrase of phrases.customer.notice) for (const word of expand(phrase)) yield [word, NOTICED]
  for (const phrase of phrases.customer.repeat) for (const word of expand(phrase)) yield [word, REPEATED]
}

/** A phrase, or one for each word that may stand at its placeholder. */
function expand(phrase: string): string[] {
  for (const name of ['when', 'who'] as const) {
    const place = `{${name}}`
    if (phrase.includes(place)) return phrases[name].map((word) => phrase.replace(place, word))
  }
  return [phrase]
}

/** Words by which customers say that something was put differently before, or (`REPEATED`) only that it was said. */
export const customerTrie = makePhraseTrie(customerEntries())

export interface Unit {
  kind: number
  /** What one of it is in the kind's base unit. */
  factor: number
  /** Which unit a measure has; 0 for other kinds. */
  measure: number
}

const units: Unit[] = [{ kind: AMOUNT, factor: 1, measure: 0 }]

function* unitEntries(): Generator<[string, number]> {
  for (const [kind, name] of FIGURE_KINDS.entries())
    if (name !== 'measure')
      for (const [word, factor] of Object.entries(phrases.units[name]))
        yield [word, units.push({ kind, factor, measure: 0 }) - 1]
  for (const [index, word] of phrases.measures.entries())
    yield [word, units.push({ kind: MEASURE, factor: 1, measure: index + 1 }) - 1]
}

/** Words that are a unit after a number. */
export const unitTrie = makePhraseTrie(unitEntries())

export function unitOf(value: number): Unit | undefined {
  return units[value]
}

/** 1 for each Han that says something of a clause's topic. */
export const contentHan = new Uint8Array(0x10000).fill(1, 0x3400, 0xa000)
for (const unit of phrases.stopHan) contentHan[unit.charCodeAt(0)] = 0

/** A hash of a Latin word's first six letters, so that most inflected forms meet. */
function hashWord(text: string, start: number, end: number): number {
  let hash = 7
  const stop = Math.min(end, start + 6)
  for (let at = start; at < stop; at += 1) hash = Math.imul(hash, 31) + text.charCodeAt(at)
  return hash | 0
}

const stopHashes = new Set(phrases.stopWords.map((word) => hashWord(word, 0, word.length)))

/** A hash of a Latin word that says something of a clause's topic; 0 for others. */
export function hashContentWord(text: string, start: number, end: number): number {
  const hash = end - start > 2 ? hashWord(text, start, end) : 0
  return stopHashes.has(hash) ? 0 : hash
}
