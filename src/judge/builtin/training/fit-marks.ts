import { END_SIGNALS, readCustomerSignals } from '../customer-signals.ts'
import { countSigns, SIGNS } from '../customer-signs.ts'
import type { MarkWeights, SignalWeights } from '../fitted-marks.ts'
import { makeMoodOfTurn } from '../mark-conversation.ts'
import { fitSignals, round, type SignalCase } from './fit-signals.ts'
import type { MarkCase } from './mark-cases.ts'
import settings from './settings.json' with { type: 'json' }

/** What happened is no mood; these columns stand last. */
const FEELINGS = END_SIGNALS.filter((name) => name !== 'goodEvent' && name !== 'leftEvent')

/** Whether the cases are enough, of either answer to each question, to learn the marks from. */
export function teachMarks(cases: readonly MarkCase[]): boolean {
  const { conversations, ofAVerdict } = settings.fewest
  if (cases.length < conversations) return false
  return (['need_solved', 'upset_at_end'] as const).every((mark) => {
    const yes = cases.filter(({ truth }) => truth[mark]).length
    return yes >= ofAVerdict && cases.length - yes >= ofAVerdict
  })
}

/** Fits what the marks of a conversation are weighed by. The cases have to teach them (`teachMarks`). */
export function fitMarks(cases: readonly MarkCase[]): MarkWeights {
  const upsetInTurn = evenOdds(cases.flatMap(turnCases), SIGNS)
  const ends = cases.map(({ signals: { end }, truth }) => ({ signals: end, is: truth.upset_at_end }))
  const needs = cases.map(({ signals: { end }, truth }) => ({ signals: end, is: truth.need_solved }))
  const moodOfTurn = makeMoodOfTurn(upsetInTurn)
  const moods = cases.map(({ turns }) => readCustomerSignals(turns, moodOfTurn)?.wholeMood ?? 0)
  return {
    upsetInTurn,
    upsetAtEnd: evenOdds(ends, FEELINGS),
    needSolved: fitSignals(needs, END_SIGNALS),
    usualMood: round(moods.reduce((sum, mood) => sum + mood, 0) / moods.length),
  }
}

function turnCases({ turns, upset }: MarkCase): SignalCase[] {
  return turns.flatMap(({ role, text }, index) => {
    if (role !== 'customer') return []
    const signals = new Uint8Array(SIGNS.length)
    countSigns(text, signals)
    return [{ signals, is: upset[index] === true }]
  })
}

/** Writers of sets are asked for trouble: as if half of the customers were upset, not more, not fewer. */
function evenOdds(cases: readonly SignalCase[], names: readonly string[]): SignalWeights {
  const { intercept, weights } = fitSignals(cases, names)
  const upset = cases.filter(({ is }) => is).length
  return { intercept: round(intercept - Math.log(upset / (cases.length - upset))), weights }
}
