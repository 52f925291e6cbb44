import type {
  DecisionParts,
  ExplainedCriterion,
  ExplainedFeature,
  Explanation,
  UndecidedReason,
} from '../../domain/explanation.ts'
import { judgementHash } from '../../domain/judgement-hash.ts'
import type { JudgedCriterion, Scorecard } from '../../domain/scorecard.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { markActs } from './act-model.ts'
import { type Decision, makeDecideConversation } from './decide-conversation.ts'
import { explainDecision } from './explain-decision.ts'
import { wordFeature } from './explain-names.ts'
import { explainRule } from './explain-rule.ts'
import { explainTurns, type Marked } from './explain-turns.ts'
import { makeConversationFeatures } from './features/conversation-features.ts'
import { makeStatedFigures } from './figures/stated-figures.ts'
import { makeLexiconFinder } from './lexicon.ts'
import type { BuiltinModel, CriterionModel } from './model.ts'
import { momentOf } from './moment-of.ts'
import { readForJudging } from './reading.ts'
import { standardise } from './scales.ts'

export interface ExplainedConversation extends Pick<Explanation, 'features' | 'undecided'> {
  criteria: ExplainedCriterion[]
}

export type ExplainConversation = (
  transcript: Transcript,
  criteria: readonly JudgedCriterion[],
  acts: Scorecard['acts'],
) => ExplainedConversation

/** So many of the weightiest topics have their turns shown. */
const TURNS_OF = 5

/** Says for each criterion why the judge with this model decides it as it does, or why it does not. */
export function makeExplainConversation(model: BuiltinModel): ExplainConversation {
  const lexicon = makeLexiconFinder(model.lexicon)
  const heads = { customer: model.acts.customer.heads, agent: model.acts.agent.heads }
  const features = makeConversationFeatures(heads, makeStatedFigures(model.figures))
  const decide = makeDecideConversation(model)

  return (transcript, criteria, acts) => {
    const reading = readForJudging(transcript, lexicon)
    const marked: Marked = { reading, shares: markActs(model.acts, reading) }
    const values = features.read(reading, marked.shares)
    const row = standardise(model.scales, values.slice())
    const { decisions } = decide(transcript)
    const explained: ExplainedCriterion[] = []
    const undecided: Explanation['undecided'] = []
    for (const criterion of criteria) {
      const hash = judgementHash(criterion, acts)
      const place = model.criteria.findIndex(({ questions }) => questions.includes(hash))
      const one = model.criteria[place]
      const decision = decisions[place] ?? null
      if (one !== undefined && decision !== null)
        explained.push(explainOne(criterion, one, decision, marked, row))
      else undecided.push({ ...named(criterion), reason: reasonOf(one) })
    }
    return { features: featuresOf(explained, values, row), criteria: explained, undecided }
  }

  function explainOne(
    criterion: JudgedCriterion,
    one: CriterionModel,
    { verdict, share, evidence }: Decision,
    marked: Marked,
    row: Float64Array,
  ): ExplainedCriterion {
    const parts = explainDecision(one.decider, one.verdicts, placeOf(one, verdict), {
      names: model.features,
      row,
    })
    const rule = one.steps && explainRule(one.steps, marked, heads)
    const moment = one.steps === null ? momentOf(one.criterion, verdict) : null
    return {
      ...named(criterion),
      verdict,
      probability: share,
      shares: parts.shares,
      lean: one.lean,
      rule,
      evidence,
      parts,
      turns: explainTurns(model, marked, {
        evidence,
        moment,
        acts: rule === null ? [] : [rule.when, ...rule.require].map(({ act }) => act),
        about: rule === null ? aboutOf(parts) : [],
      }),
    }
  }

  function featuresOf(
    criteria: readonly ExplainedCriterion[],
    values: Float64Array,
    row: Float64Array,
  ): ExplainedFeature[] {
    const weighed = new Set(criteria.flatMap(({ parts }) => [...namesIn(parts)]))
    return model.features.flatMap((name, place) => {
      if (!weighed.has(name)) return []
      const { label, unit } = wordFeature(name)
      const usual = model.scales.means[place] ?? 0
      return [{ name, label, unit, value: values[place] ?? 0, usual, deviations: row[place] ?? 0 }]
    })
  }
}

function named({ id, title }: JudgedCriterion) {
  return { criterion: id, title: title ?? null }
}

/** A rule may give a verdict that was never learnt; its own likeliest is explained then. */
function placeOf({ verdicts }: CriterionModel, verdict: Decision['verdict']): number {
  return Math.max(0, verdicts.indexOf(verdict))
}

function reasonOf(one: CriterionModel | undefined): UndecidedReason {
  if (one === undefined) return 'question_unknown'
  return one.able ? 'no_agent_speaks' : 'no_better_than_guessing'
}

function* namesIn({ contributions, base }: DecisionParts): Generator<string> {
  for (const { feature } of contributions) yield feature
  if (base !== null) yield* namesIn(base.parts)
}

/** What the weightiest topics are about; of a tuned decision, those of what it was tuned from too. */
function aboutOf({ topics, base }: DecisionParts): ReturnType<typeof wordFeature>['about'][] {
  const heaviest = topics.slice(0, TURNS_OF).map(({ features: [first = ''] }) => first)
  const own = heaviest.map((feature) => wordFeature(feature).about)
  return base === null ? own : [...aboutOf(base.parts), ...own]
}
