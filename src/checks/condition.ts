import type { Condition } from '../domain/scorecard.ts'
import { notApplicable, say } from './assessment.ts'
import type { Assess } from './check.ts'
import type { Conversation } from './conversation.ts'

const NOT_MET = { 'zh-CN': '本项条件不成立，不适用', en: 'the condition of this criterion does not hold' }

/** Asks only where the criterion's `when` holds; elsewhere the criterion is not applicable. */
export function compileCondition(condition: Condition | undefined, assess: Assess): Assess {
  if (condition === undefined) return assess
  return (conversation, context) =>
    holds(condition, conversation) ? assess(conversation, context) : notApplicable(say(context, NOT_MET))
}

/** Every named part of a condition must hold; of several conditions, any one. */
function holds(condition: Condition, { transcript }: Pick<Conversation, 'transcript'>): boolean {
  return condition.some(
    ({ channels, stages, languages, events }) =>
      (channels === undefined || channels.includes(transcript.channel)) &&
      (stages === undefined || (transcript.stage !== undefined && stages.includes(transcript.stage))) &&
      (languages === undefined || languages.includes(transcript.language)) &&
      (events === undefined ||
        transcript.turns.some(({ event }) => event !== undefined && events.includes(event))),
  )
}
