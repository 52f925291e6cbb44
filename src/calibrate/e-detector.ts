import { assertRate, betReturns } from './bet-returns.ts'
import settings from './drift-settings.json' with { type: 'json' }

/** Plain JSON: kept between labels, and taken up again. */
export interface EDetectorState {
  /** The certified upper bound of the share (0..1) of wrong verdicts. */
  p0: number
  /** The rises bet on, as multiples of p0. */
  multiples: number[]
  /** Labels so far. */
  n: number
  /** For each bet, what one unit staked before every label has grown to. */
  stakes: number[]
  /** Mean of the stakes: the evidence that at some label the share rose above p0. */
  value: number
  /** The label, counted from 1, at which the value first reached 1000; null where it has not. */
  alarmAt: number | null
}

/**
 * Watches an endless stream of random-audit labels for the moment since which a judge is wrong more often than `p0`:
 * as long as it is not, false alarms are on average at least 1000 labels apart. R ← (1 + R)·likelihood ratio for each
 * bet, alarm where the mean reaches 1000: the e-SR procedure of Shin, Ramdas & Rinaldo 2024, New Engl. J. Stat. Data
 * Sci. 2:229 (arXiv:2203.03532).
 *
 * @throws GraderError `INTERNAL` where p0 is not between 0 and 1.
 */
export function startEDetector(p0: number, multiples: readonly number[] = settings.bets): EDetectorState {
  assertRate(p0)
  return { p0, multiples: [...multiples], n: 0, stakes: multiples.map(() => 0), value: 0, alarmAt: null }
}

/** The state after one more label: whether a person overturned the verdict. */
export function advanceEDetector(state: EDetectorState, wrong: boolean): EDetectorState {
  const n = state.n + 1
  const returns = betReturns(state.p0, state.multiples, wrong)
  const stakes = state.stakes.map((stake, bet) =>
    Math.min(Number.MAX_VALUE, (1 + stake) * (returns[bet] ?? 1)),
  )
  const value = stakes.reduce((total, stake) => total + stake / stakes.length, 0)
  const alarmAt = state.alarmAt ?? (value >= settings.eDetectorAlarm ? n : null)
  return { ...state, n, stakes, value: Math.min(Number.MAX_VALUE, value), alarmAt }
}
