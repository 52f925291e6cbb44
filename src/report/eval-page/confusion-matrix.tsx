import { LABEL_VERDICTS } from '../../domain/eval-set.ts'
import { count, percent } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { caseGroups } from './case-groups.ts'
import { type ConfusionCell, confusionCells } from './confusion-cells.ts'
import { anchorOf, type EvalPage, type PlacedCriterion, titleOf } from './page.ts'

/** What the raters said in rows against what the judge said in columns; a cell of disagreement leads to its cases. */
export function ConfusionMatrix({ page, one, place }: PlacedCriterion & { page: EvalPage }) {
  const { text, words, language } = page
  const rows = confusionCells(one.table)
  const shown = new Set(caseGroups(one.disagreements).map(({ reference, judge }) => `${reference}-${judge}`))
  return (
    <table class="matrix">
      <caption>
        <Said text={fill(text.matrixCaption, { criterion: titleOf(one, language) })} />
      </caption>
      <thead>
        <tr>
          <td />
          <th colspan={LABEL_VERDICTS.length} scope="colgroup" class="side">
            {text.judgeSays}
          </th>
          <td />
        </tr>
        <tr>
          <th scope="col" class="side">
            {text.ratersSay}
          </th>
          {LABEL_VERDICTS.map((verdict) => (
            <th scope="col">{words[`verdict.${verdict}`]}</th>
          ))}
          <th scope="col" class="sum">
            {text.all}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cells, n }, row) => {
          const reference = LABEL_VERDICTS[row] ?? 'pass'
          return (
            <tr>
              <th scope="row">{words[`verdict.${reference}`]}</th>
              {cells.map((cell, column) => {
                const judge = LABEL_VERDICTS[column] ?? 'pass'
                const href = shown.has(`${reference}-${judge}`)
                  ? `#${anchorOf(place, reference, judge)}`
                  : null
                return <Cell cell={cell} href={href} text={text} />
              })}
              <td class="sum">{count(n)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Cell({ cell, href, text }: { cell: ConfusionCell; href: string | null; text: EvalPage['text'] }) {
  const { n, share, agrees, shade } = cell
  const name = agrees ? text.cellAgree : text.cellPart
  return (
    <td class={`cell ${agrees ? 'agrees' : 'parts'}${shade}`} title={name}>
      <b>
        {href === null ? (
          count(n)
        ) : (
          <a href={href} aria-label={fill(text.showCases, { n: count(n) })}>
            {count(n)}
          </a>
        )}
      </b>
      <span>{percent(share)}</span>
    </td>
  )
}
