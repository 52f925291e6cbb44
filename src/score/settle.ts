import type { Contribution, Score } from '../domain/grade.ts'
import type { Adjusted } from './adjust.ts'
import type { FormSum } from './form-sum.ts'

/** Far above the error of adding a hundred points, far below any difference that a form means. */
export const TOLERANCE = 1e-9

export type Settled = Pick<Score, 'total' | 'contributions' | 'bounds'>

/**
 * The form's sum with its adjustments, kept within 0–100, or 0 where the red line `voidedBy` voids the form; the
 * last contribution says which. Always low ≤ total ≤ high.
 */
export function settle(form: FormSum, adjusted: Adjusted, voidedBy: string | null): Settled {
  const bounds = boundsOf(form, adjusted, voidedBy)
  if (form.total === null) return { total: null, contributions: [], bounds }
  const contributions = [...form.contributions, ...adjusted.contributions]
  const raw = form.total + adjusted.points
  const total = voidedBy === null ? clamp(raw) : 0
  if (voidedBy !== null) contributions.push(line('red_line', voidedBy, -raw))
  // The last bits of a sum are no reason to tell a reader that points were cut.
  else if (Math.abs(total - raw) > TOLERANCE) contributions.push(line('clamp', null, total - raw))
  if (bounds === null) return { total, contributions, bounds }
  return { total, contributions, bounds: [Math.min(bounds[0], total), Math.max(bounds[1], total)] }
}

/**
 * Unscored red lines do not widen the bounds: found, they would be provisional and leave the total alone too.
 */
function boundsOf(form: FormSum, adjusted: Adjusted, voidedBy: string | null): Score['bounds'] {
  if (form.bounds === null) return null
  if (voidedBy !== null) return [0, 0]
  return [clamp(form.bounds[0] + adjusted.bounds[0]), clamp(form.bounds[1] + adjusted.bounds[1])]
}

function line(kind: 'red_line' | 'clamp', criterion: string | null, points: number): Contribution {
  return { kind, criterion, section: null, points: points === 0 ? 0 : points, outOf: null }
}

function clamp(points: number): number {
  return Math.min(100, Math.max(0, points))
}
