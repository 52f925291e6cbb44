import type { CriterionReport, EvalReport } from '../../calibrate/eval-report.ts'
import { ratio, ratioInterval } from '../eval-format.ts'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'

const WIDTH = 160
const HEIGHT = 16

/** The lowest κ that the bars of a report have to show, in steps of 0.2; 0 where none is below. */
export function lowestDrawn({ criteria }: Pick<EvalReport, 'criteria'>): number {
  const lows = criteria.flatMap(({ kappa, raters }) => [
    kappa.interval?.[0] ?? 0,
    kappa.value ?? 0,
    raters.ceiling.rater ?? 0,
  ])
  return Math.max(-1, Math.floor(Math.min(0, ...lows) * 5) / 5)
}

/** κ with its interval and the raters' ceiling on a line from `low` to 1. */
export function KappaBar({ one, low, text }: { one: CriterionReport; low: number; text: EvalPage['text'] }) {
  const { kappa, raters } = one
  const at = (value: number) => Math.round(((value - low) / (1 - low)) * WIDTH * 10) / 10
  const ceiling = raters.ceiling.rater
  const label = fill(text.barLabel, {
    kappa: ratio(kappa.value),
    interval: ratioInterval(kappa.interval),
    ceiling: ratio(ceiling),
  })
  return (
    <svg class="kappa" viewBox={`-6 0 ${WIDTH + 12} ${HEIGHT}`} role="img" aria-label={label}>
      <path class="axis" d={`M0 8H${WIDTH}M${at(0)} 2V14M${WIDTH} 4V12M${at(0.5)} 6V10`} />
      {kappa.interval !== null && (
        <rect
          class="range"
          x={at(kappa.interval[0])}
          y="5"
          width={Math.max(1, at(kappa.interval[1]) - at(kappa.interval[0]))}
          height="6"
        />
      )}
      {kappa.value !== null && <circle class="dot" cx={at(kappa.value)} cy="8" r="4" />}
      {ceiling !== null && <path class="ceiling" d={`M${at(ceiling)} 2l5 6l-5 6l-5-6z`} />}
    </svg>
  )
}
