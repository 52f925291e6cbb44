import { GraderError, type Issue } from '../domain/errors.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { findLeaks } from '../domain/find-leaks.ts'

const MOST_NAMED = 10

/**
 * Holds a set that is to be trained on against those that measure; sets for training are passed over.
 * @throws GraderError EVAL_SET_LEAK where it is one of them, or holds a conversation of one, or nearly.
 */
export function refuseLeaks(training: EvalSet, sets: readonly EvalSet[]): void {
  if (training.purpose === 'measure') {
    const message = `${training.name} is for measuring (purpose: measure in its set.yaml) and is never trained on`
    throw new GraderError('EVAL_SET_LEAK', message)
  }
  for (const { name, ...set } of sets.filter(({ purpose }) => purpose === 'measure')) {
    const leaks = findLeaks(training, set)
    if (leaks.length === 0) continue
    const issues = leaks.slice(0, MOST_NAMED).map(({ a, b, similarity }): Issue => {
      return {
        path: a,
        message: `is ${b} of ${name}, or nearly (${Math.round(100 * similarity)} % the same)`,
      }
    })
    const leaked = new Set(leaks.map(({ a }) => a)).size
    const more = leaks.length > MOST_NAMED ? `; the first ${MOST_NAMED} are` : ''
    const message = `${training.name} cannot be trained on: ${leaked} of its conversations stand in ${name}, which measures; take them out${more}`
    throw new GraderError('EVAL_SET_LEAK', message, { issues })
  }
}
