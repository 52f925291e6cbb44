import type { Disagreement, SaidByRater } from '../../calibrate/eval-report.ts'
import { harmless } from '../harmless.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'

/** What the judge says and why, beside what each rater says and why. */
export function TwoSides({ page, disagreement }: { page: EvalPage; disagreement: Disagreement }) {
  const { text, words } = page
  const { judge, raters, settled, reference } = disagreement
  return (
    <div class="two">
      <div class="view byjudge">
        <h5>
          {text.judgeSays}
          {text.colon}
          {words[`verdict.${judge.verdict}`]}
        </h5>
        {isBlank(judge.rationale) ? (
          <p class="sub">{text.noRationale}</p>
        ) : (
          <p class="why">
            <bdi>{harmless(judge.rationale)}</bdi>
          </p>
        )}
      </div>
      <div class="view byraters">
        <h5>
          {text.ratersSay}
          {text.colon}
          {words[`verdict.${reference}`]}
        </h5>
        <ul>
          {raters.map((one) => (
            <Rater page={page} one={one} />
          ))}
          {settled !== null && <Rater page={page} one={settled} tag={text.settled} />}
        </ul>
      </div>
    </div>
  )
}

function Rater({ page, one, tag }: { page: EvalPage; one: SaidByRater; tag?: string }) {
  const { text, words } = page
  const { rater, verdict, turns, note } = one
  return (
    <li>
      <Said text={rater} longest={60} />
      {text.colon}
      <b>{words[`verdict.${verdict}`]}</b>
      {tag !== undefined && <span class="tag">{tag}</span>}
      <span class="sub">
        {' · '}
        {turns.length === 0
          ? text.namedNone
          : fill(text.turns, { list: turns.map(({ turn }) => turn).join(text.comma) })}
      </span>
      {note !== null && !isBlank(note) && (
        <p class="why">
          <bdi>{harmless(note)}</bdi>
        </p>
      )}
    </li>
  )
}

function isBlank(said: string): boolean {
  return said.trim() === ''
}
