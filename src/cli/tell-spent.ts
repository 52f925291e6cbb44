import { dollars } from '../report/dollars.ts'

/** What asking a model cost in this run, and of how much, as a line for a person. */
export function tellSpent(spentUsd: number | null, budgetUsd: number | null): string {
  const spent = spentUsd === null ? 'an unknown sum (no price of the model is known)' : dollars(spentUsd)
  const limit = budgetUsd === null ? '' : ` of a budget of ${dollars(budgetUsd)}`
  return `asking the model took ${spent}${limit} in this run\n`
}
