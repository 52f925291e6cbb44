import type { LevelsReport } from '../../calibrate/eval-report.ts'
import { ratio, ratioInterval } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { confusionCells } from './confusion-cells.ts'
import type { EvalPage } from './page.ts'

/** A criterion's levels: the raters' in rows, the judge's in columns. */
export function LevelMatrix({
  levels,
  title,
  page,
}: {
  levels: LevelsReport
  title: string
  page: EvalPage
}) {
  const { text } = page
  const { scale, kappa, table } = levels
  return (
    <>
      <h4>{text.levels}</h4>
      <p class="note">
        {fill(text.levelsKappa, {
          scale: scale.join(text.comma),
          kappa: ratio(kappa.value),
          interval: ratioInterval(kappa.interval),
          n: count(kappa.n),
        })}
      </p>
      <table class="matrix">
        <caption>
          <Said text={fill(text.levelsCaption, { criterion: title })} />
        </caption>
        <thead>
          <tr>
            <th scope="col" class="side">
              {text.ratersSay} \ {text.judgeSays}
            </th>
            {scale.map((level) => (
              <th scope="col">{level}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusionCells(table).map(({ cells }, row) => (
            <tr>
              <th scope="row">{scale[row]}</th>
              {cells.map(({ n, share, agrees, shade }) => (
                <td class={`cell ${agrees ? 'agrees' : 'parts'}${shade}`}>
                  <b>{count(n)}</b>
                  <span>{percent(share)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
