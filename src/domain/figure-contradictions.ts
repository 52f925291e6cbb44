import type { CertifiedCriterion } from './certificate.ts'
import type { Issue } from './errors.ts'

/** What rounding makes of a bound that touches its value. */
const ROUNDING = 1e-9

/** Where a figure of a certificate is outside its range, or an interval does not hold it. */
export function figureContradictions(one: CertifiedCriterion): Issue[] {
  const { agreement, kappa, ac1, failPrecision, failRecall, flipRate, ceiling, calibration, calibrator } = one
  const shares = { agreement, failPrecision, failRecall, ...(flipRate && { flipRate }) }
  const issues = [
    ...Object.entries(shares).flatMap(([path, figure]) => intervalContradictions(path, figure, 0)),
    ...Object.entries({ kappa, ac1 }).flatMap(([path, figure]) => intervalContradictions(path, figure, -1)),
  ]
  const within = (path: string, value: number, least: number) => {
    if (value < least - ROUNDING || value > 1 + ROUNDING)
      issues.push({ path, message: `is ${value}; expected ${least} to 1` })
  }
  for (const [name, value] of Object.entries(ceiling ?? {})) within(`ceiling.${name}`, value, -1)
  for (const [name, value] of Object.entries(calibration ?? {})) within(`calibration.${name}`, value, 0)
  if (calibrator?.map === 'isotonic') {
    const { x, fit } = calibrator
    if (x.length !== fit.length || !isAscending(x) || !isAscending(fit))
      issues.push({ path: 'calibrator', message: 'expected as many x as fit, both ascending' })
  }
  if (calibrator !== null && 'clip' in calibrator) {
    const [low, high] = calibrator.clip
    if (!(0 < low && low < high && high < 1))
      issues.push({ path: 'calibrator.clip', message: `is ${low} to ${high}; expected two shares in order` })
  }
  return issues
}

function isAscending(values: readonly number[]): boolean {
  return values.every((value, at) => at === 0 || value >= (values[at - 1] ?? value))
}

function intervalContradictions(
  path: string,
  { value, interval }: CertifiedCriterion['kappa'],
  least: number,
): Issue[] {
  if (value !== null && (value < least - ROUNDING || value > 1 + ROUNDING))
    return [{ path: `${path}.value`, message: `is ${value}; expected ${least} to 1` }]
  if (interval === null) return []
  const [low, high] = interval
  if (value === null)
    return [{ path: `${path}.interval`, message: 'there is no value that it could hold; expected null' }]
  const inOrder = least - ROUNDING <= low && low <= high && high <= 1 + ROUNDING
  const holds = inOrder && low - ROUNDING <= value && value <= high + ROUNDING
  const message = `is ${low} to ${high} of ${value}; expected two bounds in order, within ${least} to 1, that hold the value`
  return holds ? [] : [{ path: `${path}.interval`, message }]
}
