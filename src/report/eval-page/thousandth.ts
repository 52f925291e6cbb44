import { NONE } from '../format.ts'

/** Three decimals, as calibration errors and p-values are read; a dash where there is no figure. */
export function thousandth(value: number | null): string {
  if (value === null) return NONE
  return value > 0 && value < 0.0005 ? '<0.001' : value.toFixed(3)
}
