import { sha256 } from '../../../src/domain/hash.ts'
import { enumAt, findSchema, schemaAt } from './find-schema.ts'
import { asObject } from './json.ts'
import { readTranscript, type ShownTurn } from './read-transcript.ts'
import type { JsonObject, Question } from './types.ts'

export interface MarkedAct {
  act: string
  turn: number
  speaker: string
  quote: string
}

/** Picks the acts of a conversation; which speaker an act belongs to is not in the schema. */
export type ChooseActs = (turns: readonly ShownTurn[], acts: readonly string[]) => MarkedAct[]

const LONGEST_QUOTE = 60

/**
 * A well-formed judgment of the conversation in the prompt, the same for the same text and ids. Its quotes stand in
 * agents' turns. Throws where the prompt has no transcript or no schema of a judgment.
 */
export function answerJudgment(question: Question, chooseActs: ChooseActs = () => []): JsonObject {
  const turns = readTranscript(question.text)
  const schema = findSchema(question)
  if (turns.length === 0) throw new Error('the prompt has no <transcript> with turns: pass `answer`')
  if (schema === null) throw new Error('neither the request nor its text has a reply schema: pass `answer`')
  const asked = Object.keys(asObject(schema.properties))
  const acts = enumAt(schema, ['acts', 'act'])
  const ids = enumAt(schema, ['criteria', 'id'])
  const levels =
    'type' in schemaAt(schema, ['criteria', 'level']) || 'anyOf' in schemaAt(schema, ['criteria', 'level'])
  const read = sha256(JSON.stringify(turns))
  return {
    ...(asked.includes('acts') && { acts: chooseActs(turns, acts) }),
    ...(asked.includes('criteria') && {
      criteria: ids.map((id) => judge(id, sha256(`${id}:${read}`), turns, levels)),
    }),
  }
}

function judge(id: string, chance: string, turns: readonly ShownTurn[], levels: boolean): JsonObject {
  const draw = Number.parseInt(chance.slice(0, 8), 16)
  const spoken = turns.filter(({ role, text }) => role === 'agent' && text.trim() !== '')
  const place = spoken[draw % Math.max(1, spoken.length)]
  const verdict = place === undefined ? 'cannot_tell' : verdictOf(draw % 100)
  const decided = verdict === 'pass' || verdict === 'fail'
  return {
    id,
    evidence: decided && place !== undefined ? [quoteOf(place)] : [],
    reasoning: `The turns were read for ${id}.`,
    verdict,
    ...(levels && { level: decided ? Number(verdict === 'pass') : null }),
    confidence: (50 + (draw % 50)) / 100,
  }
}

function verdictOf(percent: number): string {
  if (percent < 60) return 'pass'
  if (percent < 82) return 'fail'
  return percent < 94 ? 'not_applicable' : 'cannot_tell'
}

/** The beginning of a turn, as evidence. */
export function quoteOf({ turn, role, text }: ShownTurn) {
  return { turn, speaker: role, quote: Array.from(text).slice(0, LONGEST_QUOTE).join('') }
}
