import { type EvalSet, labelledCriteria, referenceOf } from '../../../domain/eval-set.ts'
import type { Steps } from '../../decide-steps.ts'
import { type ActShares, markActs } from '../act-model.ts'
import { makeConversationFeatures } from '../features/conversation-features.ts'
import { makeActLookUp } from '../features/order-of-acts.ts'
import { turnFactNames } from '../features/turn-facts.ts'
import { type FigureWeights, makeStatedFigures } from '../figures/stated-figures.ts'
import { Lexicon, makeLexiconFinder } from '../lexicon.ts'
import words from '../lexicons/acts.json' with { type: 'json' }
import type { BuiltinModel, CriterionModel } from '../model.ts'
import { readForJudging } from '../reading.ts'
import { scalesOf, standardise } from '../scales.ts'
import { makeFigureTraining } from './figure-training.ts'
import { crossMarkActs, makeActTraining } from './fit-acts.ts'
import { foldsOf, positionsOf } from './folds.ts'
import { headsOf } from './heads.ts'
import { matrixOf } from './matrix.ts'
import settings from './settings.json' with { type: 'json' }
import { type Ground, trainCriterion } from './train-criterion.ts'
import { trainMarks } from './train-marks.ts'
import type { TrainingConversation } from './turn-rows.ts'

/** A question that the labels of a set answer. */
export interface TaughtQuestion {
  /** `judgementHash` of each wording. */
  hashes: readonly string[]
  steps: Steps | null
}

export interface TrainOptions {
  /** By criterion id; a labelled criterion that is not here is not learnt. */
  questions: ReadonlyMap<string, TaughtQuestion>
  /** Where given, its acts are used, and its criteria that the set does not label are kept. */
  base: BuiltinModel | null
  onStep?: (step: string) => void
}

/**
 * Fits the built-in judge: acts by turn, then criteria by conversation on acts that were marked by models which had
 * not seen the conversation. Seeded and without a clock: the same input gives the same bits.
 */
export function trainModel(set: EvalSet, { questions, base, onStep }: TrainOptions): BuiltinModel {
  const lexicon = base?.lexicon ?? Lexicon.parse(words)
  const finder = makeLexiconFinder(lexicon)
  const conversations = set.conversations.map(
    (labelled): TrainingConversation => ({ labelled, reading: readForJudging(labelled.transcript, finder) }),
  )
  const folds = foldsOf(groupsOf(set), settings.folds)
  const all = Uint32Array.from(conversations.keys())
  const { acts, shares } = base === null ? learnActs() : borrowActs(base)
  const heads = { customer: acts.customer.heads, agent: acts.agent.heads }
  const featuresWith = (weights: FigureWeights) => makeConversationFeatures(heads, makeStatedFigures(weights))
  const figures = makeFigureTraining(conversations)
  const rows: Float64Array[] = new Array(conversations.length)
  for (const fold of new Set(folds)) {
    const features = featuresWith(base?.figures ?? figures.fit(positionsOf(folds, fold, false)))
    for (const row of positionsOf(folds, fold, true)) {
      const reading = conversations[row]?.reading
      if (reading !== undefined) rows[row] = features.read(reading, shares[row] ?? [])
    }
  }
  const figureWeights = base?.figures ?? figures.fit(all)
  const scales = base?.scales ?? scalesOf(rows, settings.leastSpread)
  const ground: Ground = {
    conversations,
    matrix: matrixOf(rows.map((row) => standardise(scales, row))),
    shares,
    folds,
    lookUp: makeActLookUp(heads),
  }
  const learnt = labelledCriteria(set).flatMap((criterion): CriterionModel[] => {
    const question = questions.get(criterion)
    if (question === undefined) return []
    onStep?.(criterion)
    const verdicts = conversations.map(({ labelled }) => referenceOf(labelled, criterion))
    const prior = base?.criteria.find((one) => one.criterion === criterion) ?? null
    const { hashes, steps } = question
    const model = trainCriterion(ground, { criterion, questions: hashes, steps, verdicts, prior })
    return model === null ? [] : [model]
  })
  onStep?.('marks')
  const marks = trainMarks(ground, base?.marks ?? null)
  const kept = (base?.criteria ?? []).filter(
    ({ criterion }) => !learnt.some((one) => one.criterion === criterion),
  )
  const trainedOn = { set: set.name, labelledBy: set.labelledBy, conversations: conversations.length }
  return {
    trainedOn: [...(base?.trainedOn ?? []), trainedOn],
    lexicon,
    acts,
    figures: figureWeights,
    features: featuresWith(figureWeights).names,
    scales,
    criteria: [...kept, ...learnt],
    marks,
  }

  function learnActs() {
    onStep?.('acts')
    const labelled = conversations.map((one) => one.labelled)
    const heads = { customer: headsOf(labelled, 'customer'), agent: headsOf(labelled, 'agent') }
    const training = makeActTraining(conversations, heads, turnFactNames(finder.categories).length)
    const marked = crossMarkActs(conversations, training, folds)
    return { acts: training.fit(all), shares: marked }
  }

  function borrowActs({ acts }: BuiltinModel) {
    return { acts, shares: conversations.map(({ reading }): ActShares => markActs(acts, reading)) }
  }
}

/** A set of one group could not be cross-validated: then each conversation is a group of its own. */
function groupsOf({ conversations }: EvalSet): string[] {
  const groups = conversations.map(({ group }) => group)
  return new Set(groups).size > 1 ? groups : conversations.map(({ transcript }) => transcript.id)
}
