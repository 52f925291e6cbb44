import { type FoldedText, foldText } from '../../domain/fold-text.ts'
import type { Transcript, Turn } from '../../domain/transcript.ts'
import type { LexiconFinder } from './lexicon.ts'
import { readUnits, type Units } from './units.ts'

/** The two sides of a conversation; bots and systems have none. */
export type Side = 'customer' | 'agent'

/** A public turn of customer or agent as the built-in judge reads it. Other turns are named by their index, −1 is none. */
export interface ReadTurn {
  turn: Turn
  role: Side
  folded: FoldedText
  /** The folded text. */
  text: string
  /** Which agent, where it is known. */
  speaker: string | undefined
  units: Units
  /** Hits of each category of the lexicon, at most 3. */
  hits: Uint8Array
  /** The categories that are hit. */
  said: readonly number[]
  questions: number
  /** Runs of digits. */
  digits: number
  /** The last turn of the other side before this one. */
  answers: number
  /** The first turn of the other side after this one. */
  answeredBy: number
  /** The turn before this one by the same side. */
  follows: number
}

export interface Reading {
  transcript: Transcript
  turns: ReadTurn[]
  /** Indices of each side's turns. */
  of: Record<Side, number[]>
  /** Index of each side's last turn, −1 where it says nothing. */
  lastOf: Record<Side, number>
}

const DIGITS = 0x30
const QUESTION = 0x3f

/** Takes a conversation apart once, for everything that the judge looks at. */
export function readForJudging(transcript: Transcript, lexicon: LexiconFinder): Reading {
  const turns: ReadTurn[] = []
  const of: Reading['of'] = { customer: [], agent: [] }
  const lastOf = { customer: -1, agent: -1 }
  for (const turn of transcript.turns) {
    const { role } = turn
    if ((role !== 'customer' && role !== 'agent') || turn.visibility === 'internal') continue
    const folded = foldText(turn.text)
    const units = readUnits(folded.text)
    const other = role === 'agent' ? 'customer' : 'agent'
    const index = turns.length
    const hits = lexicon.count(units, role)
    const read: ReadTurn = {
      turn,
      role,
      folded,
      text: folded.text,
      speaker: turn.agentId,
      units,
      hits,
      said: placesOf(hits),
      questions: countOf(units, QUESTION),
      digits: countOf(units, DIGITS),
      answers: lastOf[other],
      answeredBy: -1,
      follows: lastOf[role],
    }
    turns.push(read)
    of[role].push(index)
    lastOf[role] = index
    // All of the other side's turns since it was last answered are answered by this one.
    for (let at = lastOf[other]; at > read.follows; at -= 1) {
      const asked = turns[at]
      if (asked?.role === other) asked.answeredBy = index
    }
  }
  return { transcript, turns, of, lastOf }
}

function countOf({ hashes, count }: Units, unit: number): number {
  let found = 0
  for (let at = 0; at < count; at += 1) if (hashes[at] === unit) found += 1
  return found
}

function placesOf(hits: Uint8Array): number[] {
  const places: number[] = []
  for (let category = 0; category < hits.length; category += 1)
    if (hits[category] !== 0) places.push(category)
  return places
}
