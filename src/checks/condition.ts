import { CONDITION_NOT_MET, conditionHolds } from '../domain/condition-holds.ts'
import type { Condition } from '../domain/scorecard.ts'
import { notApplicable, say } from './assessment.ts'
import type { Assess } from './check.ts'

/** Asks only where the criterion's `when` holds; elsewhere the criterion is not applicable. */
export function compileCondition(condition: Condition | undefined, assess: Assess): Assess {
  if (condition === undefined) return assess
  return (conversation, context) =>
    conditionHolds(condition, conversation.transcript)
      ? assess(conversation, context)
      : notApplicable(say(context, CONDITION_NOT_MET))
}
