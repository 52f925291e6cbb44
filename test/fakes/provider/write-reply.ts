import { countTokens } from './count-tokens.ts'
import { isJudgmentFault, type ReplyFault, spoilAnswer } from './spoil-answer.ts'
import type { JsonObject, Question } from './types.ts'

/** What the imitated model wrote. */
export interface Written {
  text: string
  end: 'complete' | 'truncated' | 'refused'
  outputTokens: number
}

export const REFUSAL_TEXT = "I'm sorry, but I can't help with that request."
const BYTES_PER_TOKEN = 4

/** Writes the reply with what is wrong about it; past the request's limit of tokens it is cut. */
export function writeReply(question: Question, answer: JsonObject, fault: ReplyFault | null): Written {
  if (fault === 'refused') return written(REFUSAL_TEXT, 'refused')
  if (fault === 'empty') return { text: '', end: 'complete', outputTokens: 0 }
  const json = JSON.stringify(isJudgmentFault(fault) ? spoilAnswer(answer, fault, question) : answer)
  if (fault === 'truncated') return written(cut(json, Math.floor(countTokens(json) / 2)), 'truncated')
  const text = fault === 'invalidJson' ? json.replace(/"[^"]*$/, "' }") : json
  const limit = question.maxTokens ?? Number.POSITIVE_INFINITY
  return countTokens(text) > limit ? written(cut(text, limit), 'truncated') : written(text, 'complete')
}

function written(text: string, end: Written['end']): Written {
  return { text, end, outputTokens: countTokens(text) }
}

/** The first so many tokens, without a torn letter at the end. */
function cut(text: string, tokens: number): string {
  const bytes = Buffer.from(text, 'utf8').subarray(0, tokens * BYTES_PER_TOKEN)
  return new TextDecoder('utf-8').decode(bytes, { stream: true })
}
