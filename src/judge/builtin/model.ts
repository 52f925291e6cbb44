import type { LabelVerdict } from '../../domain/eval-set.ts'
import type { ActModel } from './act-model.ts'
import type { Decider } from './criterion-model.ts'
import type { LearntSteps } from './decide-by-acts.ts'
import type { FigureWeights } from './figures/stated-figures.ts'
import type { FittedMarks } from './fitted-marks.ts'
import type { Lexicon } from './lexicon.ts'
import type { Side } from './reading.ts'
import type { Scales } from './scales.ts'

/** How well a criterion's decisions did in cross-validation, beside always naming the commonest verdict. */
export interface CrossValidated {
  n: number
  kappa: number | null
  agreement: number
  majority: number
}

/** How the built-in judge decides one criterion, and which questions it was trained to answer by it. */
export interface CriterionModel {
  criterion: string
  /** `judgementHash` of each wording that the training labels answer. */
  questions: readonly string[]
  /** Whether it beats naming the commonest verdict; where not, the judge says that it is not able. */
  able: boolean
  crossValidated: CrossValidated
  verdicts: readonly LabelVerdict[]
  decider: Decider
  /** Added to the probability of a fail before the likeliest verdict is taken. */
  lean: number
  /** The order of acts that decides it; null where the decider does. */
  steps: LearntSteps | null
}

export interface TrainedOn {
  set: string
  labelledBy: 'people' | 'models' | 'unknown'
  conversations: number
}

/** The built-in judge as data: everything that `train` fits. */
export interface BuiltinModel {
  trainedOn: readonly TrainedOn[]
  lexicon: Lexicon
  acts: Record<Side, ActModel>
  figures: FigureWeights
  features: readonly string[]
  scales: Scales
  criteria: readonly CriterionModel[]
  marks: FittedMarks
}
