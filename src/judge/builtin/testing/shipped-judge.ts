import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { allChecks } from '../../../checks/all-checks.ts'
import { makeCheckRegistry } from '../../../checks/registry.ts'
import { type JudgedCriterion, placedCriteria, type Scorecard } from '../../../domain/scorecard.ts'
import { readScorecards } from '../../../files/read-scorecards.ts'
import type { Judge } from '../../judge.ts'
import { makeBuiltinJudge } from '../builtin-judge.ts'
import { makeDecideConversation } from '../decide-conversation.ts'
import type { BuiltinModel } from '../model.ts'

const root = new URL('../../../../', import.meta.url)
export const setsFolder = fileURLToPath(new URL('eval/sets', root))

/** The file of weights as shipped, in memory of its own. */
export function shippedBytes(): Uint8Array {
  return new Uint8Array(readFileSync(new URL('data/judge/builtin.weights', root)))
}

export function judgeOf(model: BuiltinModel, id = 'test'): Judge {
  return makeBuiltinJudge({ id, criteria: model.criteria, decide: makeDecideConversation(model) })
}

export const shippedScorecards: Scorecard[] = await readScorecards(
  fileURLToPath(new URL('scorecards', root)),
  makeCheckRegistry(allChecks),
)

/** The criteria that a judge is asked on a shipped scorecard. */
export function judgedOf(card: Scorecard): JudgedCriterion[] {
  return placedCriteria(card).flatMap(({ criterion }) => (criterion.by === 'check' ? [] : [criterion]))
}

/** A shipped scorecard by its id. */
export function shipped(id: string): Scorecard {
  const card = shippedScorecards.find((one) => one.id === id)
  if (card === undefined) throw new Error(`there is no scorecard ${id}`)
  return card
}
