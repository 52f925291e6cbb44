import { sha256 } from '../../src/domain/hash.ts'
import { answerJudgment } from '../../test/fakes/provider/answer-judgment.ts'
import { readTranscript } from '../../test/fakes/provider/read-transcript.ts'
import type { JsonObject, Question } from '../../test/fakes/provider/types.ts'

/** What the imitated model gives as its reason for every rubric. */
export const REASON = 'The turns were read and the criterion was applied to each of them.'

const VERDICTS = ['pass', 'pass', 'fail', 'not_applicable'] as const

/** Answers a judgment as the fake provider does, and what each peer asks for in the peer's own shape. */
export function answerRubric(question: Question): JsonObject {
  if (readTranscript(question.text).length > 0) return answerJudgment(question)
  const verdict = VERDICTS[Number.parseInt(sha256(question.text).slice(0, 6), 16) % VERDICTS.length] ?? 'pass'
  if (question.tool !== null) return { reasons: REASON, choice: verdict }
  if (question.schema !== null) return { quotes: [REASON], reasoning: REASON, verdict }
  const pass = verdict !== 'fail'
  return { reason: REASON, pass, score: pass ? 1 : 0 }
}
