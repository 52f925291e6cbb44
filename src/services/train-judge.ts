import { GraderError } from '../domain/errors.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'
import { judgementHash } from '../domain/judgement-hash.ts'
import { placedCriteria, type Scorecard } from '../domain/scorecard.ts'
import type { MeasuredMark } from '../judge/builtin/fitted-marks.ts'
import type { BuiltinModel, CriterionModel, CrossValidated } from '../judge/builtin/model.ts'
import settings from '../judge/builtin/training/settings.json' with { type: 'json' }
import { type TaughtQuestion, trainModel } from '../judge/builtin/training/train-model.ts'
import { encodeWeights } from '../judge/builtin/weights.ts'
import { refuseLeaks } from './refuse-leaks.ts'

/** A set that marks the acts of this many conversations teaches the acts too. */
export const OWN_ACTS_FROM = settings.actsFrom
/** A criterion is learnt from this many labels of each of two verdicts on. */
export const FEWEST_OF_A_VERDICT = settings.fewest.ofAVerdict

/** The least labels that a criterion is learnt from, in words. */
export const LEAST_LABELS = `${settings.fewest.conversations} conversations, and ${FEWEST_OF_A_VERDICT} of each of two verdicts, is the least`

export interface TrainJudgeOptions {
  /** Sets that measure: nothing of them may be learnt. */
  measureSets: readonly EvalSet[]
  /** The scorecards whose wording the labels answer. */
  scorecards: readonly Scorecard[]
  /** The judge to tune to the set; null learns everything anew, for which the set must mark acts. */
  base: BuiltinModel | null
  onStep?: (step: string) => void
}

/** What was learnt of one criterion, and how it did in cross-validation. */
export interface TrainedCriterion extends CrossValidated {
  criterion: string
  able: boolean
  /** `steps` where the order of acts decides it. */
  by: 'steps' | 'fitted'
}

export interface TrainedJudge {
  /** The judge as a file; the same set gives the same bytes. */
  weights: Uint8Array
  criteria: TrainedCriterion[]
  /** Labelled criteria of which there were too few labels; a base's own stay as they were. */
  notLearnt: string[]
  /** How what stands beside the criteria did; empty where it was not learnt anew. */
  marks: MeasuredMark[]
}

/**
 * Trains the built-in judge on a set of scored conversations.
 * @throws GraderError EVAL_SET_LEAK where the set holds what another measures; USAGE where nothing can be learnt.
 */
export function trainJudge(
  set: EvalSet,
  { measureSets, scorecards, base, onStep }: TrainJudgeOptions,
): TrainedJudge {
  refuseLeaks(set, measureSets)
  const questions = questionsOf(set, scorecards)
  if (questions.size === 0) {
    const labelled = labelledCriteria(set).join(', ')
    const message = `${set.name} labels no criterion that a judge decides on these scorecards; it labels ${labelled || 'nothing'}`
    throw new GraderError('USAGE', message)
  }
  if (base === null && set.conversations.every(({ acts }) => acts === null)) {
    const message = `${set.name} marks no acts, so nothing can be learnt anew; tune a judge that has them (--base builtin)`
    throw new GraderError('USAGE', message)
  }
  const model = trainModel(set, { questions, base, ...(onStep && { onStep }) })
  // Criteria of the base that nothing was learnt of are its own, unchanged.
  const learnt = model.criteria.filter((one) => base?.criteria.includes(one) !== true)
  if (learnt.length === 0) {
    const message = `${set.name} has too few labels to learn from: ${LEAST_LABELS} for a criterion`
    throw new GraderError('USAGE', message)
  }
  const { marks } = model
  return {
    weights: encodeWeights(model),
    criteria: learnt.map(describe),
    notLearnt: [...questions.keys()].filter((id) => !learnt.some(({ criterion }) => criterion === id)),
    marks: marks === base?.marks ? [] : marks.crossValidated,
  }
}

function describe({ criterion, able, steps, crossValidated }: CriterionModel): TrainedCriterion {
  return { criterion, able, by: steps === null ? 'fitted' : 'steps', ...crossValidated }
}

/** Every wording of each labelled criterion that a judge decides. */
export function questionsOf(set: EvalSet, scorecards: readonly Scorecard[]): Map<string, TaughtQuestion> {
  const labelled = new Set(labelledCriteria(set))
  const questions = new Map<string, TaughtQuestion>()
  for (const card of scorecards) {
    for (const { criterion } of placedCriteria(card)) {
      if (criterion.by === 'check' || !labelled.has(criterion.id)) continue
      const hash = judgementHash(criterion, card.acts)
      const { hashes = [], steps = null } = questions.get(criterion.id) ?? {}
      questions.set(criterion.id, {
        hashes: [...new Set([...hashes, hash])],
        steps: criterion.by === 'steps' ? { when: criterion.when, require: criterion.require } : steps,
      })
    }
  }
  return questions
}
