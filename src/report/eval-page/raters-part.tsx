import type { CriterionReport } from '../../calibrate/eval-report.ts'
import { ratio } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'

const CEILINGS = { people: 'ceilingPeople', models: 'ceilingModels', unknown: 'ceilingUnknown' } as const

/** How far the raters agree among themselves, and whether the judge may take a place among them. */
export function RatersPart({ page, one }: { page: EvalPage; one: CriterionReport }) {
  const { text } = page
  const { pairs, ceiling } = one.raters
  const ratioText = ceiling.ratio === null ? '' : fill(text.ceilingRatio, { share: percent(ceiling.ratio) })
  const reached = { rater: ratio(ceiling.rater), judge: ratio(ceiling.judge), ratio: ratioText }
  const shared = pairs.filter(({ n }) => n > 0)
  return (
    <>
      {shared.length === 0 ? (
        <p class="note">{text.noPairs}</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{text.pairRaters}</th>
                <th scope="col" class="n">
                  {text.n}
                </th>
                <th scope="col" class="n">
                  {text.agreement}
                </th>
                <th scope="col" class="n">
                  {text.kappa}
                </th>
              </tr>
            </thead>
            <tbody>
              {shared.map(({ raters: [first, second], n, agreement, kappa }) => (
                <tr>
                  <th scope="row">
                    <Said text={first} longest={40} /> – <Said text={second} longest={40} />
                  </th>
                  <td class="n">{count(n)}</td>
                  <td class="n">{percent(agreement)}</td>
                  <td class="n">{ratio(kappa)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p>{ceiling.rater === null ? text.ceilingNone : fill(text[CEILINGS[ceiling.of]], reached)}</p>
      <h4>{text.alternativeTitle}</h4>
      <Alternative page={page} one={one} />
    </>
  )
}

/** The alternative-annotator test in words. */
function Alternative({ page, one }: { page: EvalPage; one: CriterionReport }) {
  const { text } = page
  const { alternative, ceiling } = one.raters
  if (alternative.reason !== null) return <p class="note">{text[`alternativeNone.${alternative.reason}`]}</p>
  const { passed, winningRate, advantage, epsilon, skill, raters, fewRaters } = alternative
  const verdict = passed === true ? text.alternativePassed : text.alternativeFailed
  const each = raters.map(({ rater, n, advantage: share, replaceable }) =>
    fill(text.alternativeEach, {
      rater,
      share: percent(share),
      n: count(n),
      outcome: replaceable ? text.replaceable : text.notReplaceable,
    }),
  )
  const said = [
    fill(verdict, { rate: percent(winningRate), epsilon, skill: text[`skill.${skill}`] }),
    fill(text.alternativeAdvantage, { share: percent(advantage) }),
    ...(fewRaters ? [text.alternativeFew] : []),
    ...(ceiling.of === 'models' ? [text.alternativeModels] : []),
  ]
  return (
    <>
      <p>{said.join(text.gap)}</p>
      <p class="note">
        <Said text={each.join(text.semicolon)} longest={1000} />
      </p>
    </>
  )
}
