import type { Counters } from './counters.ts'
import type { Dialect } from './dialect.ts'
import { Refusal } from './refusal.ts'
import type { ReplyFault } from './spoil-answer.ts'
import type { Ability, JsonObject, Question } from './types.ts'
import { type Written, writeReply } from './write-reply.ts'

export type Answer = (question: Question) => JsonObject

/** Reads a body, answers it and counts its tokens. @throws Refusal where the API would answer with an error. */
export type Reply = (
  dialect: Dialect,
  body: unknown,
  fault: ReplyFault | null,
) => { object: object; outcome: Written['end'] }

/** The imitated model behind both APIs. */
export function makeModel(ability: Ability, answer: () => Answer, counters: Counters): Reply {
  let n = 0
  return (dialect, body, fault) => {
    const question = dialect.read(body, ability)
    const written = writeOrRefuse(question, answer(), fault)
    const tokens = dialect.count(question)
    counters.spend(tokens, written.outputTokens * question.choices)
    return { object: dialect.render(n++, question, written, tokens), outcome: written.end }
  }
}

/** What a test's answer gets wrong comes back as a 400 that says so, which nobody retries. */
function writeOrRefuse(question: Question, answer: Answer, fault: ReplyFault | null): Written {
  try {
    return writeReply(question, answer(question), fault)
  } catch (error) {
    throw new Refusal(
      400,
      `the fake provider has no answer: ${error instanceof Error ? error.message : error}`,
    )
  }
}
