import type { Marks, Mood } from '../../domain/marks.ts'
import { END_SIGNALS, type FoldedTurn, readCustomerSignals } from './customer-signals.ts'
import { SIGNS } from './customer-signs.ts'
import type { MarkWeights, SignalWeights } from './fitted-marks.ts'
import settings from './lexicons/customer-settings.json' with { type: 'json' }

/** How likely each act is in a turn, 0–1, by the act's name. */
export type ActChances = Readonly<Record<string, number>>

type Logit = (signals: ArrayLike<number>) => number

export type MarkConversation = (
  turns: readonly FoldedTurn[],
  acts?: readonly (ActChances | null)[] | null,
) => Marks

/**
 * Notes whether the customer's need was solved and the mood at start and end, from the customer's own words and the
 * order of speaking; the mood also from the acts of each turn (`acts[i]` of `turns[i]`), where they are known. What the
 * agent says, and whether the end looks open, is left out: neither carried over to real conversations (bench/real).
 */
export function makeMarkConversation(weights: MarkWeights): MarkConversation {
  const moodOfTurn = makeMoodOfTurn(weights.upsetInTurn)
  const upsetAtEnd = compile(weights.upsetAtEnd, END_SIGNALS)
  const pleasedAtEnd = compile(settings.pleasedAtEnd, END_SIGNALS)
  const needSolved = compile(weights.needSolved, END_SIGNALS)
  return (turns, acts = null) => {
    const signals = readCustomerSignals(turns, moodOfTurn)
    if (signals === null) return NOBODY_THERE
    const { end, firstRun, lastRun, firstMood } = signals
    const whole = settings.wholeMood * (signals.wholeMood - weights.usualMood)
    const solved =
      needSolved(end) +
      whole +
      (signals.answered ? 0 : settings.nobodyAnswers) +
      (signals.grievance ? settings.grievance : 0)
    const probability = chance(solved)
    const moodIn = (byWords: number, run: readonly [number, number]) => {
      const upset = strongest(acts, 'customer_upset', run)
      return moodOf(upset === null ? byWords : mix(byWords, -upset))
    }
    const saidAllAtOnce = firstRun[0] === lastRun[0]
    const lastMood = saidAllAtOnce ? firstMood : chance(pleasedAtEnd(end)) - chance(upsetAtEnd(end) - whole)
    return {
      needSolved: { answer: answerOf(probability), probability },
      mood: { start: moodIn(firstMood, firstRun), end: moodIn(lastMood, lastRun) },
    }
  }
}

/** A turn's mood from the counts of `SIGNS`: the chance of a pleased customer less that of an upset one, −1 to 1. */
export function makeMoodOfTurn(upsetInTurn: SignalWeights): (signs: Uint8Array) => number {
  const upset = compile(upsetInTurn, SIGNS)
  const pleased = compile(settings.pleasedInTurn, SIGNS)
  return (signs) => chance(pleased(signs)) - chance(upset(signs))
}

const NOBODY_THERE: Marks = {
  needSolved: { answer: 'unclear', probability: 0.5 },
  mood: { start: null, end: null },
}

function answerOf(probability: number): Marks['needSolved']['answer'] {
  if (probability >= settings.solvedFrom) return 'yes'
  return probability < settings.unsolvedBelow ? 'no' : 'unclear'
}

function moodOf(value: number): Mood {
  if (value >= settings.pleasedFrom) return { answer: 'pleased', value }
  return { answer: value <= settings.upsetFrom ? 'upset' : 'neutral', value }
}

/** The act's highest chance in the turns of a run; null where acts are not known. */
function strongest(
  acts: readonly (ActChances | null)[] | null,
  act: string,
  [from, to]: readonly [number, number],
): number | null {
  let highest: number | null = null
  for (let index = from; acts !== null && index <= to; index += 1) {
    const value = acts[index]?.[act]
    if (value !== undefined && value > (highest ?? -1)) highest = value
  }
  return highest
}

/** What the words say, mixed with what the act says. */
function mix(byWords: number, byAct: number): number {
  return (1 - settings.actsShare) * byWords + settings.actsShare * byAct
}

function chance(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}

/** Signals that are not named weigh nothing. */
function compile({ intercept, weights }: SignalWeights, names: readonly string[]): Logit {
  const row = Float64Array.from(names, (name) => weights[name] ?? 0)
  return (signals) => {
    let sum = intercept
    for (let index = 0; index < row.length; index += 1) sum += (row[index] ?? 0) * (signals[index] ?? 0)
    return sum
  }
}
