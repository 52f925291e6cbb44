import { LABEL_VERDICTS, type LabelVerdict } from '../../../domain/eval-set.ts'
import type { Steps } from '../../decide-steps.ts'
import type { ActShares } from '../act-model.ts'
import { likeliest } from '../choose-verdict.ts'
import { decideByActs } from '../decide-by-acts.ts'
import type { ActLookUp } from '../features/order-of-acts.ts'
import type { CriterionModel } from '../model.ts'
import { agreementOf, kappaOf, majorityShare } from './agreement.ts'
import { chooseLean } from './choose-lean.ts'
import { chooseThresholds, codeOf, type StepsCase } from './choose-thresholds.ts'
import { clearlyBetter } from './clearly-better.ts'
import { crossValidateDecider } from './cross-validate-decider.ts'
import { fitDecider } from './fit-decider.ts'
import type { Matrix } from './matrix.ts'
import settings from './settings.json' with { type: 'json' }
import type { TrainingConversation } from './turn-rows.ts'

/** What all criteria of one training share. */
export interface Ground {
  conversations: readonly TrainingConversation[]
  matrix: Matrix
  shares: readonly ActShares[]
  folds: Uint8Array
  lookUp: ActLookUp
}

export interface Lesson {
  criterion: string
  questions: readonly string[]
  /** The order of acts that decides it; null for a judgment. */
  steps: Steps | null
  /** The reference verdict of each conversation; null where it has none. */
  verdicts: readonly (LabelVerdict | null)[]
  /** What decides it so far, to be tuned; null learns it anew. */
  prior: CriterionModel | null
}

/**
 * Fits one criterion's decision and measures it by cross-validation. A criterion by `steps` keeps its rule unless the
 * fitted decision is clearly better. null where the labels are too few to learn from.
 */
export function trainCriterion(
  ground: Ground,
  { criterion, questions, steps, prior, verdicts: given }: Lesson,
): CriterionModel | null {
  const learnable = LABEL_VERDICTS.filter(
    (one) => given.filter((verdict) => verdict === one).length >= settings.fewest.ofAVerdict,
  )
  // What is tuned keeps the verdicts it knows, however few the labels: else it could never give them again.
  const verdicts = LABEL_VERDICTS.filter((one) => learnable.includes(one) || prior?.verdicts.includes(one))
  const rows = Uint32Array.from(given.keys().filter((row) => verdicts.some((one) => one === given[row])))
  if (learnable.length < 2 || rows.length < settings.fewest.conversations) return null
  const targets = Uint8Array.from(given, (verdict) =>
    verdict === null ? 0 : Math.max(0, verdicts.indexOf(verdict)),
  )
  const { matrix, folds } = ground
  const lessons = { matrix, targets, classes: verdicts.length, prior: prior?.decider ?? null }
  const shares = crossValidateDecider(lessons, rows, folds)
  const held = Array.from(rows, (row) => shares.get(row) ?? new Float64Array(verdicts.length))
  const truth = Array.from(rows, (row) => targets[row] ?? 0)
  const lean = chooseLean(held, truth, verdicts)
  const decided = held.map((share) => likeliest(share, verdicts, lean))
  const rule = steps === null ? null : judgeRule(ground, steps, rows, given)
  const inCodes = (places: readonly number[]) => places.map((place) => codeOf(verdicts[place] ?? 'pass'))
  const keepsRule =
    rule !== null && !clearlyBetter(inCodes(decided), rule.decided, inCodes(truth), LABEL_VERDICTS.length)
  const [final, reference] = keepsRule ? [rule.decided, inCodes(truth)] : [decided, truth]
  const agreement = agreementOf(final, reference)
  const majority = majorityShare(truth, verdicts.length)
  return {
    criterion,
    questions,
    able: agreement > majority,
    crossValidated: {
      n: rows.length,
      kappa: kappaOf(final, reference, LABEL_VERDICTS.length),
      agreement,
      majority,
    },
    verdicts,
    decider: fitDecider(lessons, rows),
    lean,
    steps: keepsRule && steps !== null ? { ...steps, thresholds: rule.thresholds } : null,
  }
}

/** The rule's decisions, each with thresholds chosen on the other folds, and the thresholds for use. */
function judgeRule(
  { conversations, shares, folds, lookUp }: Ground,
  steps: Steps,
  rows: Uint32Array,
  given: readonly (LabelVerdict | null)[],
) {
  const cases = new Map<number, StepsCase>()
  for (const row of rows) {
    const reading = conversations[row]?.reading
    const marked = shares[row]
    const verdict = given[row] ?? null
    if (reading !== undefined && marked !== undefined && verdict !== null)
      cases.set(row, { reading, shares: marked, verdict })
  }
  const decided = new Map<number, number>()
  for (const fold of new Set(rows.map((row) => folds[row] ?? 0))) {
    const others = [...cases].filter(([row]) => folds[row] !== fold).map(([, one]) => one)
    const thresholds = chooseThresholds(steps, others, lookUp)
    for (const [row, one] of cases)
      if (folds[row] === fold)
        decided.set(
          row,
          codeOf(decideByActs({ ...steps, thresholds }, one.reading, one.shares, lookUp).verdict),
        )
  }
  return {
    decided: Array.from(rows, (row) => decided.get(row) ?? 0),
    thresholds: chooseThresholds(steps, [...cases.values()], lookUp),
  }
}
