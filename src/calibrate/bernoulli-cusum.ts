import { assertRate, raisedRate } from './bet-returns.ts'
import settings from './drift-settings.json' with { type: 'json' }

/** Plain JSON: kept between labels, and taken up again. */
export interface CusumState {
  /** The certified upper bound of the share (0..1) of wrong verdicts, and the raised share looked for. */
  p0: number
  p1: number
  /** Labels so far. */
  n: number
  /** The log-likelihood ratio since the last time it was 0; 0 or more. */
  value: number
  /** The label, counted from 1, at which the value first reached 4; null where it has not. */
  alarmAt: number | null
}

/**
 * A chart beside the e-detector, without its guarantee: S ← max(0, S + ln likelihood ratio of p1 against p0), alarm at
 * 4. Page 1954, Biometrika 41:100; for single verdicts Reynolds & Stoumbos 1999, J. Qual. Technol. 31:87.
 *
 * @param p1 @default twice p0
 * @throws GraderError `INTERNAL` where p0 or p1 is not between 0 and 1.
 */
export function startCusum(p0: number, p1 = raisedRate(p0, settings.cusumShift)): CusumState {
  assertRate(p0)
  assertRate(p1)
  return { p0, p1, n: 0, value: 0, alarmAt: null }
}

/** The state after one more label: whether a person overturned the verdict. */
export function advanceCusum(state: CusumState, wrong: boolean): CusumState {
  const n = state.n + 1
  const ratio = wrong ? state.p1 / state.p0 : (1 - state.p1) / (1 - state.p0)
  const value = Math.max(0, state.value + Math.log(ratio))
  return { ...state, n, value, alarmAt: state.alarmAt ?? (value >= settings.cusumAlarm ? n : null) }
}
