import type { z } from 'zod'
import { canonicalJson, sha256 } from '../domain/hash.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import type { JudgedCriterion, Scorecard } from '../domain/scorecard.ts'
import type { AskedCriterion } from './chat-model.ts'
import type { JudgePrompt } from './render-prompt.ts'
import { replySchema } from './reply-schema.ts'

type Acts = Scorecard['acts']

/** Criteria that are asked in one request, with all that does not depend on the conversation. */
export interface QuestionGroup {
  criteria: readonly JudgedCriterion[]
  /** Ids of the acts that its `steps` criteria reason over. */
  acts: readonly string[]
  actsBy: ReadonlyMap<string, 'customer' | 'agent'>
  /** The first part of the request. */
  stable: string
  stableHash: string
  schema: z.ZodType
  /** Hash of the questions asked together. */
  company: string
  asked: readonly AskedCriterion[]
}

/** Puts criteria together as one request asks them; definitions and schema keep the scorecard's order. */
export function questionGroup(
  criteria: readonly JudgedCriterion[],
  acts: Acts,
  prompt: JudgePrompt,
): QuestionGroup {
  const named = actsOf(criteria)
  const stable = prompt.stable({
    criteria: judgmentsOf(criteria).map((one) => ({
      id: one.id,
      asks: one.asks,
      pass: one.pass ?? null,
      fail: one.fail ?? null,
      notApplicable: one.notApplicable ?? null,
      examples: one.examples ?? [],
      levels: one.levels ?? null,
    })),
    acts: named.flatMap((id) => {
      const act = acts[id]
      return act === undefined ? [] : [{ id, by: act.by, means: act.means }]
    }),
  })
  return {
    criteria,
    acts: named,
    actsBy: new Map(named.flatMap((id) => (acts[id] === undefined ? [] : [[id, acts[id].by] as const]))),
    stable,
    stableHash: sha256(stable),
    schema: schemaOf(criteria, named),
    company: sha256(canonicalJson(criteria.map((one) => judgementHash(one, acts)).sort())).slice(0, 16),
    asked: criteria.map((one) => ({ id: one.id, length: lengthOf(one, acts) })),
  }
}

/** The same definitions, of which only some are asked: for a second try. */
export function narrowGroup(
  group: QuestionGroup,
  criteria: readonly JudgedCriterion[],
  acts: readonly string[],
): QuestionGroup {
  const asked = new Set(criteria.map(({ id }) => id))
  return {
    ...group,
    criteria,
    acts,
    schema: schemaOf(criteria, acts),
    asked: group.asked.filter(({ id }) => asked.has(id)),
  }
}

/** The acts that `steps` criteria among these reason over, each once. */
function actsOf(criteria: readonly JudgedCriterion[]): string[] {
  return [...new Set(criteria.flatMap((one) => (one.by === 'steps' ? [one.when, ...one.require] : [])))]
}

export function judgmentsOf(criteria: readonly JudgedCriterion[]) {
  return criteria.filter((one) => one.by === 'judgment')
}

function schemaOf(criteria: readonly JudgedCriterion[], acts: readonly string[]): z.ZodType {
  const judgments = judgmentsOf(criteria)
  return replySchema({
    criteria: judgments.map(({ id }) => id),
    acts,
    levels: judgments.some(({ levels }) => levels !== undefined),
  })
}

function lengthOf(criterion: JudgedCriterion, acts: Acts): number {
  if (criterion.by === 'steps')
    return actsOf([criterion]).reduce((sum, id) => sum + (acts[id]?.means.length ?? 0), 0)
  const { asks, pass = '', fail = '', notApplicable = '', examples = [] } = criterion
  const quoted = examples.reduce((sum, { quote, why }) => sum + quote.length + why.length, 0)
  return asks.length + pass.length + fail.length + notApplicable.length + quoted
}
