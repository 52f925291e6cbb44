import words from './lexicons/figures-words.json' with { type: 'json' }
import { makePhraseTrie } from './stated-figures-trie.ts'

/** What a figure counts. Two figures are compared only within a kind (and, for measures, a unit). */
export const KINDS = ['amount', 'duration', 'percent', 'clock', 'day', 'measure'] as const
export type Kind = (typeof KINDS)[number]

export const CUES = [
  'none',
  'yes',
  'no',
  'free',
  'charge',
  'correct',
  'addendum',
  'excuse',
  'notice',
  'repeat',
  'surprise',
  'id',
  'cond',
] as const
export type Cue = (typeof CUES)[number]

/** The bit of a cue in a clause's set of cues. */
export function cueBit(cue: Cue): number {
  return 1 << CUES.indexOf(cue)
}

/** The bit of an aspect in a clause's set of aspects. */
export function aspectBit(aspect: keyof typeof words.aspects): number {
  return 1 << Object.keys(words.aspects).indexOf(aspect)
}

/** Values of the main trie: below this, an index of `meaningOf`; the others follow from here. */
export const RELATIVE = 60000
export const MONTH = 61000
export const NUMBER = 62000

const relative = Object.values(words.relative)
const numbers = Object.values(words.numbers)

/** The span in hours from now that a word such as "tomorrow" names. */
export function relativeSpan(value: number): readonly number[] {
  return relative[value - RELATIVE] ?? [0, 0]
}

export function numberWord(value: number): number {
  return numbers[value - NUMBER] ?? 0
}

/** What a word says of its clause: a set of cues and a set of aspects. */
export interface Meaning {
  cues: number
  aspects: number
}

const NO_MEANING: Meaning = { cues: 0, aspects: 0 }
const meanings: Meaning[] = [NO_MEANING]

/** The meaning of a value of the main trie. */
export function meaningOf(value: number): Meaning {
  return meanings[value] ?? NO_MEANING
}

function* mainEntries(): Generator<[string, number]> {
  for (const [index, word] of Object.keys(words.relative).entries()) yield [word, RELATIVE + index]
  for (const [word, month] of Object.entries(words.months)) yield [word, MONTH + month]
  for (const [index, word] of Object.keys(words.numbers).entries()) yield [word, NUMBER + index]
  const byWord = new Map<string, Meaning>()
  const meaning = (word: string): Meaning => {
    const held = byWord.get(word) ?? { cues: 0, aspects: 0 }
    byWord.set(word, held)
    return held
  }
  for (const cue of CUES) for (const word of words.cues[cue]) meaning(word).cues |= cueBit(cue)
  for (const [index, list] of Object.values(words.aspects).entries())
    for (const word of list) meaning(word).aspects |= 1 << index
  for (const [word, held] of byWord) yield [word, meanings.push(held) - 1]
}

/** Words that tell something wherever they stand. */
export const mainTrie = makePhraseTrie(mainEntries())

export interface Unit {
  kind: Kind
  /** What one of it is in the kind's base unit. */
  factor: number
  /** Which unit a measure has; 0 for other kinds. */
  measure: number
}

const units: Unit[] = [{ kind: 'amount', factor: 1, measure: 0 }]

function* unitEntries(): Generator<[string, number]> {
  const kinds: [Kind, Record<string, number>][] = [
    ['amount', words.units.money],
    ['duration', words.units.hours],
    ['percent', words.units.percent],
    ['clock', words.units.clock],
    ['day', words.units.day],
  ]
  for (const [kind, table] of kinds)
    for (const [word, factor] of Object.entries(table))
      yield [word, units.push({ kind, factor, measure: 0 }) - 1]
  for (const [index, word] of words.measures.entries())
    yield [word, units.push({ kind: 'measure', factor: 1, measure: index + 1 }) - 1]
}

/** Words that are a unit after a number. */
export const unitTrie = makePhraseTrie(unitEntries())

export function unitOf(value: number): Unit | undefined {
  return units[value]
}
