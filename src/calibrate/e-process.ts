import { assertRate, betReturns } from './bet-returns.ts'
import settings from './drift-settings.json' with { type: 'json' }

/** Plain JSON: kept between labels, and taken up again. */
export interface EProcessState {
  /** The certified upper bound of the share (0..1) of wrong verdicts. */
  p0: number
  /** The rises bet on, as multiples of p0. */
  multiples: number[]
  /** Labels so far. */
  n: number
  /** ln of what each bet has grown to from 1. */
  logWealth: number[]
  /** Mean of what the bets have grown to: the evidence that more than p0 are wrong. */
  value: number
  /** The label, counted from 1, at which the value first reached 20; null where it has not. */
  alarmAt: number | null
}

/**
 * Evidence that a judge is wrong more often than `p0`, over a stream of random-audit labels that may be looked at after
 * every one: if it is not, the chance that an alarm *ever* comes is at most 1/20. Ville 1939; Waudby-Smith & Ramdas
 * 2024, J. R. Stat. Soc. B 86:1. For a stream without end `startEDetector` finds a late rise sooner.
 *
 * @throws GraderError `INTERNAL` where p0 is not between 0 and 1.
 */
export function startEProcess(p0: number, multiples: readonly number[] = settings.bets): EProcessState {
  assertRate(p0)
  return { p0, multiples: [...multiples], n: 0, logWealth: multiples.map(() => 0), value: 1, alarmAt: null }
}

/** The state after one more label: whether a person overturned the verdict. */
export function advanceEProcess(state: EProcessState, wrong: boolean): EProcessState {
  const n = state.n + 1
  const returns = betReturns(state.p0, state.multiples, wrong)
  const logWealth = state.logWealth.map((log, bet) => log + Math.log(returns[bet] ?? 1))
  const sum = logWealth.reduce((total, log) => total + Math.exp(log), 0)
  const value = Math.min(Number.MAX_VALUE, sum / logWealth.length)
  const alarmAt = state.alarmAt ?? (value >= settings.eProcessAlarm ? n : null)
  return { ...state, n, logWealth, value, alarmAt }
}
