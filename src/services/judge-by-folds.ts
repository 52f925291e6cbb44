import { GraderError } from '../domain/errors.ts'
import { type EvalSet, type LabelledConversation, labelledCriteria } from '../domain/eval-set.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import { makeBuiltinJudge } from '../judge/builtin/builtin-judge.ts'
import { makeDecideConversation } from '../judge/builtin/decide-conversation.ts'
import type { BuiltinModel } from '../judge/builtin/model.ts'
import { foldsOf } from '../judge/builtin/training/folds.ts'
import { type TaughtQuestion, trainModel } from '../judge/builtin/training/train-model.ts'
import type { Judge } from '../judge/judge.ts'
import { refuseLeaks } from './refuse-leaks.ts'
import { LEAST_LABELS, questionsOf } from './train-judge.ts'

/** A fold about to be trained for. */
export interface FoldStep {
  /** From 1. */
  fold: number
  folds: number
  /** Conversations that are learnt from, and those that are then judged. */
  learnt: number
  judged: number
}

export interface JudgeByFoldsOptions {
  folds: number
  /** Sets that measure: nothing of them may be learnt. */
  measureSets: readonly EvalSet[]
  /** The scorecards whose wording the labels answer. */
  scorecards: readonly Scorecard[]
  /** The judge to tune; null learns everything anew in each fold. */
  base: BuiltinModel | null
  onFold?: (step: FoldStep) => void
}

export interface JudgeByFolds {
  /** Judges the set's conversations, and no other. */
  judge: Judge
  /** What was taught, in the order of the labels. */
  criteria: string[]
}

/**
 * One judge for a whole set of which no part has seen what it judges: for each fold of the set's groups a judge is
 * trained, with every choice that training makes, on the other folds alone.
 * @throws GraderError EVAL_SET_LEAK as in training, and where `base` was trained on the set; USAGE where the set is too
 * small, or labels nothing that can be learnt.
 */
export function judgeByFolds(set: EvalSet, options: JudgeByFoldsOptions): JudgeByFolds {
  const { folds: count, measureSets, scorecards, base, onFold } = options
  refuseKnownTo(base, set)
  const folds = deal(set, count)
  refuseLeaks(set, measureSets)
  const questions = questionsOf(set, scorecards)
  const judgeOf = new Map<string, Judge>()
  for (const [at, judged] of folds.entries()) {
    const conversations = folds.filter((fold) => fold !== judged).flat()
    onFold?.({ fold: at + 1, folds: count, learnt: conversations.length, judged: judged.length })
    const judge = learn({ ...set, conversations }, questions, base)
    for (const { transcript } of judged) judgeOf.set(transcript.id, judge)
  }
  const model = `${set.name}, ${count} folds`
  return {
    judge: {
      configuration: { judge: 'builtin', model, promptHash: null, params: { folds: count } },
      async judge(transcript, criteria, acts) {
        const judge = judgeOf.get(transcript.id)
        if (judge === undefined) throw new Error(`${transcript.id} is in no fold of ${set.name}`)
        return judge.judge(transcript, criteria, acts)
      },
    },
    criteria: labelledCriteria(set).filter((criterion) => questions.has(criterion)),
  }
}

function learn(
  others: EvalSet,
  questions: ReadonlyMap<string, TaughtQuestion>,
  base: BuiltinModel | null,
): Judge {
  const model = trainModel(others, { questions, base })
  const learnt = model.criteria.filter(
    (one) => questions.has(one.criterion) && base?.criteria.includes(one) !== true,
  )
  if (learnt.length === 0) {
    const message = `${others.name} cannot be cross-validated: without one of the folds no criterion has labels enough to learn from; ${LEAST_LABELS}`
    throw new GraderError('USAGE', message)
  }
  const decide = makeDecideConversation(model)
  return makeBuiltinJudge({ id: others.name, criteria: model.criteria, decide })
}

function refuseKnownTo(base: BuiltinModel | null, { name }: EvalSet): void {
  if (base === null || base.trainedOn.every(({ set }) => set !== name)) return
  const message = `the judge to be tuned was trained on ${name} itself and has seen every fold; use --base none`
  throw new GraderError('EVAL_SET_LEAK', message)
}

/** Training makes its choices by cross-validation of its own, so that two groups have to be left for it. */
function deal({ name, conversations }: EvalSet, count: number): LabelledConversation[][] {
  const groups = conversations.map(({ group }) => group)
  const different = new Set(groups).size
  const refuse = (why: string): never => {
    throw new GraderError('USAGE', `${name} cannot be cross-validated: ${why}`)
  }
  if (different < 3) refuse(`it has ${different} group${different === 1 ? '' : 's'}, and three is the least`)
  if (count < 2 || count > different)
    refuse(`it has ${different} groups, so --folds takes a whole number from 2 to ${different}, not ${count}`)
  const foldOf = foldsOf(groups, count)
  const folds = Array.from({ length: count }, (_, fold) =>
    conversations.filter((_, at) => foldOf[at] === fold),
  )
  for (const fold of folds) {
    const inside = new Set(fold.map(({ group }) => group)).size
    if (different - inside < 2)
      refuse(`in ${count} folds, one leaves a single group to learn from; use more folds`)
  }
  return folds
}
