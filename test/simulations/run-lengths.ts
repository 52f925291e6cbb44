import { seededRandom } from '../../src/domain/seeded-random.ts'

interface Watched {
  n: number
  value: number
  alarmAt: number | null
}

export interface RunLengths {
  /** Per stream the label at which the alarm came; the horizon where none did. */
  lengths: number[]
  /** Per stream the value at that label. */
  values: number[]
  /** Share (0..1) of the streams with an alarm within so many labels. */
  alarmedBy(label: number): number
  mean: number
  /** Standard error of the mean. */
  se: number
}

export interface StreamOptions {
  /** The share (0..1) of wrong verdicts. */
  rate: number
  streams: number
  horizon: number
  seed: number
}

/** How long a watcher of audited verdicts runs until its alarm, in streams whose share of wrong verdicts never changes. */
export function runLengths<State extends Watched>(
  start: State,
  advance: (state: State, wrong: boolean) => State,
  { rate, streams, horizon, seed }: StreamOptions,
): RunLengths {
  const random = seededRandom(seed)
  const ends = Array.from({ length: streams }, () => {
    let state = start
    while (state.alarmAt === null && state.n < horizon) state = advance(state, random() < rate)
    return state
  })
  const lengths = ends.map(({ n }) => n)
  return {
    lengths,
    values: ends.map(({ value }) => value),
    alarmedBy: (label) => ends.filter(({ alarmAt }) => alarmAt !== null && alarmAt <= label).length / streams,
    ...meanOf(lengths),
  }
}

/** The mean with its standard error. */
export function meanOf(values: readonly number[]): { mean: number; se: number } {
  const mean = values.reduce((total, value) => total + value, 0) / values.length
  const squares = values.reduce((total, value) => total + (value - mean) ** 2, 0)
  return { mean, se: Math.sqrt(squares / (values.length - 1) / values.length) }
}
