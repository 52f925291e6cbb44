import { quoteTurn } from '../../domain/evidence.ts'
import type { Evidence } from '../../domain/finding.ts'
import { type ActModel, type ActShares, weightAt } from './act-model.ts'
import { listGrams, makeGramList } from './features/grams.ts'
import type { Reading, ReadTurn } from './reading.ts'
import { rowOfGram } from './vocabulary.ts'

/** A turn up to this length, in UTF-16 units, is quoted whole. */
const SHORT = 48
const MOST_PLACES = 3
const STRONG = 0.5
const list = makeGramList()

/** Whether anything stands in a turn: what does not, cannot be quoted. */
export function hasWords({ turns }: Reading, index: number): boolean {
  return (turns[index]?.units.count ?? 0) > 0
}

/** The agent's turns in which a head is strongest: the strongest, and others that are strong too, in order of turns. */
export function strongestTurns(reading: Reading, shares: ActShares, head: number): number[] {
  return reading.of.agent
    .filter((index) => hasWords(reading, index))
    .sort((a, b) => (shares[b]?.[head] ?? 0) - (shares[a]?.[head] ?? 0))
    .slice(0, MOST_PLACES)
    .filter((index, rank) => rank === 0 || (shares[index]?.[head] ?? 0) >= STRONG)
    .sort((a, b) => a - b)
}

/** Quotes the sentence of a turn whose words weigh most for a head; without a head, from the beginning. */
export function quoteWeightiest(model: ActModel, reading: Reading, index: number, head: number): Evidence {
  const read = reading.turns[index] as ReadTurn
  const { text } = read.turn
  const trimmed = text.trim()
  const start = text.indexOf(trimmed)
  if (trimmed.length <= SHORT || head < 0) return quoteTurn(read.turn, start, start + trimmed.length)
  const sentences = sentencesOf(read)
  const weights = new Float64Array(sentences.length)
  const heads = model.steps.length
  let sentence = 0
  listGrams(reading.turns, index, list)
  for (let at = 0; at < (list.ends[0] ?? 0); at += 1) {
    const row = rowOfGram(model.vocabulary, list.hashes[at] ?? 0)
    if (row < 0) continue
    const unit = Math.min(list.lasts[at] ?? 0, read.units.count - 1)
    while (sentence + 1 < sentences.length && unit >= (sentences[sentence + 1] ?? 0)) sentence += 1
    weights[sentence] = (weights[sentence] ?? 0) + weightAt(model.grams, heads, row, head)
  }
  const best = weights.indexOf(Math.max(...weights))
  const first = sentences[best] ?? 0
  const last = (sentences[best + 1] ?? read.units.count) - 1
  const { origin } = read.folded
  return quoteTurn(
    read.turn,
    origin(read.units.starts[first] ?? 0),
    origin((read.units.ends[last] ?? 1) - 1) + 1,
  )
}

const ENDS = new Set(['.', '!', '?', ';', '~', '…'].map((mark) => mark.charCodeAt(0)))

/** The unit at which each sentence begins. */
function sentencesOf({ units }: ReadTurn): number[] {
  const begins = [0]
  for (let at = 1; at < units.count; at += 1) {
    const ended = ENDS.has(units.hashes[at - 1] ?? 0)
    if (ended && !ENDS.has(units.hashes[at] ?? 0)) begins.push(at)
  }
  return begins
}
