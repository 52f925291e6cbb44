import { LABEL_VERDICTS, type LabelVerdict } from '../../../domain/eval-set.ts'
import type { Steps } from '../../decide-steps.ts'
import type { ActShares } from '../act-model.ts'
import { decideByActs, type Thresholds } from '../decide-by-acts.ts'
import type { ActLookUp } from '../features/order-of-acts.ts'
import type { Reading } from '../reading.ts'
import { kappaOf } from './agreement.ts'
import settings from './settings.json' with { type: 'json' }

export interface StepsCase {
  reading: Reading
  shares: ActShares
  verdict: LabelVerdict
}

/** The threshold of each act, of those tried, that agree best with the labels together. */
export function chooseThresholds(steps: Steps, cases: readonly StepsCase[], lookUp: ActLookUp): Thresholds {
  const acts = [...new Set([steps.when, ...steps.require])]
  let best: Thresholds = Object.fromEntries(acts.map((act) => [act, 0.5]))
  let most = Number.NEGATIVE_INFINITY
  for (const tried of combinations(acts, settings.thresholds)) {
    const kappa = stepsKappa(steps, tried, cases, lookUp)
    if (kappa <= most) continue
    most = kappa
    best = tried
  }
  return best
}

export function stepsKappa(
  steps: Steps,
  thresholds: Thresholds,
  cases: readonly StepsCase[],
  lookUp: ActLookUp,
): number {
  const decided = cases.map(({ reading, shares }) =>
    codeOf(decideByActs({ ...steps, thresholds }, reading, shares, lookUp).verdict),
  )
  return (
    kappaOf(
      decided,
      cases.map(({ verdict }) => codeOf(verdict)),
      LABEL_VERDICTS.length,
    ) ?? 0
  )
}

export function codeOf(verdict: LabelVerdict): number {
  return LABEL_VERDICTS.indexOf(verdict)
}

function* combinations(acts: readonly string[], values: readonly number[]): Generator<Thresholds> {
  const [act, ...others] = acts
  if (act === undefined) {
    yield {}
    return
  }
  for (const value of values) for (const rest of combinations(others, values)) yield { [act]: value, ...rest }
}
