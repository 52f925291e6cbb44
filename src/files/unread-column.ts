import { type KnownCriteria, sayNearest, unknownCriterion } from '../domain/known-criteria.ts'

/**
 * Why a column of a labels table was left out, and what would be right.
 * @param meaning what its heading means, as far as anything says
 * @param known null: of a set's own table, where every id is a criterion
 */
export function unreadColumn(heading: string, meaning: string, known: KnownCriteria | null): string {
  const [, base, kind] = /^([a-z][a-z0-9_]*)(?:\.(note|level))?$/.exec(meaning) ?? []
  if (known === null)
    return 'this column is no criterion id and was left out; say under columns in set.yaml which criterion it is, or ignore'
  const unknown = base === undefined ? null : unknownCriterion(known, base)
  if (unknown !== null) return `this column was left out: ${unknown}`
  if (kind !== undefined)
    return `this column was left out: no column holds the verdicts of ${base}, to which its ${kind}s belong`
  return `this column is no criterion and was left out${sayNearest(known, heading)}; say what it is with --column '${heading}=CRITERION', or instead =CRITERION.note, =rater or =ignore`
}
