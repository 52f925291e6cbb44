import { z } from 'zod'
import { quoteOf } from './answer-judgment.ts'
import { readTranscript, type ShownTurn } from './read-transcript.ts'
import type { JsonObject, Question } from './types.ts'

/** What can be wrong with the text of a reply. */
const TEXT_FAULTS = ['refused', 'truncated', 'invalidJson', 'empty'] as const
/** What can be wrong with a judgment that is otherwise well-formed. */
const JUDGMENT_FAULTS = [
  'falseQuote',
  'wrongTurn',
  'wrongSpeaker',
  'missingCriteria',
  'extraCriteria',
  'duplicateCriteria',
  'outOfRangeConfidence',
] as const
export const REPLY_FAULTS = [...TEXT_FAULTS, ...JUDGMENT_FAULTS] as const
export type ReplyFault = (typeof REPLY_FAULTS)[number]
export type JudgmentFault = (typeof JUDGMENT_FAULTS)[number]

export const FALSE_QUOTE = '这句话谁也没有说过 / nobody ever said this'
export const UNKNOWN_CRITERION = 'criterion_nobody_asked_for'

const Place = z.looseObject({ turn: z.number(), speaker: z.string(), quote: z.string() })
const Criterion = z.looseObject({ id: z.string(), evidence: z.array(Place), verdict: z.string() })
const Judgment = z.looseObject({ criteria: z.array(Criterion).min(1) })
type Place = z.infer<typeof Place>
type Criterion = z.infer<typeof Criterion>

export function isJudgmentFault(fault: unknown): fault is JudgmentFault {
  return JUDGMENT_FAULTS.some((name) => name === fault)
}

/** The answer with one thing wrong about its first criterion. Throws where the answer is no judgment. */
export function spoilAnswer(answer: JsonObject, fault: JudgmentFault, question: Question): JsonObject {
  const { criteria, ...rest } = Judgment.parse(answer)
  const [first, ...others] = criteria
  if (first === undefined) return answer
  return { ...rest, criteria: spoilCriteria(first, others, fault, readTranscript(question.text)) }
}

function spoilCriteria(
  first: Criterion,
  others: Criterion[],
  fault: JudgmentFault,
  turns: ShownTurn[],
): Criterion[] {
  switch (fault) {
    case 'falseQuote':
      return [withPlace(first, turns, (place) => ({ ...place, quote: FALSE_QUOTE })), ...others]
    case 'wrongTurn':
      return [
        withPlace(first, turns, (place) => ({ ...place, turn: turnWithout(place.quote, turns) })),
        ...others,
      ]
    case 'wrongSpeaker':
      return [withPlace(first, turns, (place) => ({ ...place, speaker: otherSpeaker(place) })), ...others]
    case 'missingCriteria':
      return others
    case 'extraCriteria':
      return [first, ...others, { ...first, id: UNKNOWN_CRITERION }]
    case 'duplicateCriteria':
      return [first, ...others, { ...first, verdict: first.verdict === 'pass' ? 'fail' : 'pass' }]
    case 'outOfRangeConfidence':
      return [{ ...first, confidence: 1.5 }, ...others]
  }
}

/** A criterion without evidence is given some, decided, so that there is something to be wrong about. */
function withPlace(criterion: Criterion, turns: ShownTurn[], change: (place: Place) => Place): Criterion {
  const spoken = turns.find(({ role, text }) => role === 'agent' && text.trim() !== '') ?? turns[0]
  const [place = spoken && quoteOf(spoken), ...rest] = criterion.evidence
  if (place === undefined)
    throw new Error('a judgment without evidence, of a prompt without turns, cannot be spoilt')
  const verdict = criterion.evidence.length > 0 ? criterion.verdict : 'fail'
  return { ...criterion, verdict, evidence: [change(place), ...rest] }
}

function turnWithout(quote: string, turns: readonly ShownTurn[]): number {
  const other = turns.find(({ text }) => !text.includes(quote))
  return other?.turn ?? Math.max(0, ...turns.map(({ turn }) => turn)) + 1
}

function otherSpeaker({ speaker }: Place): string {
  return speaker === 'customer' ? 'agent' : 'customer'
}
