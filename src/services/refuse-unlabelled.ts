import { GraderError } from '../domain/errors.ts'
import { type EvalSet, labelledCriteria } from '../domain/eval-set.ts'

/** @throws GraderError USAGE where nobody labelled a criterion that was asked for. */
export function refuseUnlabelled(set: EvalSet, criteria: readonly string[]): void {
  const labelled = labelledCriteria(set)
  const [unlabelled] = criteria.filter((criterion) => !labelled.includes(criterion))
  if (unlabelled === undefined) return
  const message = `nobody labelled "${unlabelled}" in ${set.name}; labelled are ${labelled.join(', ')}`
  throw new GraderError('USAGE', message)
}
