import { missingAfter, quoteTurn } from '../domain/evidence.ts'
import type { Evidence } from '../domain/finding.ts'
import type { Role, Transcript } from '../domain/transcript.ts'
import { locateEvidence } from './locate-evidence.ts'
import type { Redacted } from './redaction.ts'

/** A place as a model names it. */
export interface SaidPlace {
  turn: number
  speaker: Role
  quote: string
}

/** What is wrong with a place: a code that the prompt puts into words. */
export type WrongPlace =
  | { problem: 'no_such_turn'; turn: number; turns: number }
  | { problem: 'wrong_speaker'; turn: number; speaker: Role }
  | { problem: 'in_other_turn'; turn: number; quote: string; other: number }
  | { problem: 'not_in_turn'; turn: number; quote: string }

/** Checks a model's places against what it was shown, and gives them in the original conversation. */
export interface ReadingPlaces {
  /**
   * The place as evidence. An empty quote stands for something that is missing after the turn (0: before the first),
   * whose speaker says nothing.
   */
  check(place: SaidPlace): { evidence: Evidence } | { wrong: WrongPlace }
}

export function readingPlaces(original: Transcript, shown: Redacted): ReadingPlaces {
  const turns = shown.transcript.turns
  return {
    check({ turn, speaker, quote }) {
      const text = turns[turn - 1]?.text
      if (quote.trim() === '' && Number.isInteger(turn) && turn >= 0 && turn <= turns.length)
        return { evidence: missingAfter(turn) }
      if (text === undefined) return { wrong: { problem: 'no_such_turn', turn, turns: turns.length } }
      const found = locateEvidence(text, quote)
      if (found === null) {
        // Verbatim only: a hint is not worth folding a long conversation.
        const other = turns.find((one) => one.text.includes(quote))
        return other === undefined
          ? { wrong: { problem: 'not_in_turn', turn, quote } }
          : { wrong: { problem: 'in_other_turn', turn, quote, other: other.id } }
      }
      const said = turns[turn - 1]?.role
      if (said !== undefined && said !== speaker)
        return { wrong: { problem: 'wrong_speaker', turn, speaker: said } }
      const { start, end } = shown.toOriginal(turn, found.start, found.end)
      const whole = original.turns[turn - 1]
      return { evidence: whole === undefined ? missingAfter(turn) : quoteTurn(whole, start, end) }
    },
  }
}
