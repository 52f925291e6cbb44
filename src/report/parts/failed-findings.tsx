import type { CriterionSummary, FailedFinding } from '../../insight/criterion-tally.ts'
import { STANDINGS } from '../../insight/standing-counts.ts'
import { count, dateTime, percent, points, wait } from '../format.ts'
import { sayDecidedBy } from '../say-judge.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { QuoteInContext } from './quote-in-context.tsx'
import { Named, Said } from './said.tsx'

/** Shown at once; the others of a criterion open on request. */
const SHOWN_FIRST = 3
const MOST = 20

export function FailedFindings({ summary, text, language }: Page) {
  const failing = summary.criteria.filter(({ examples }) => examples.length > 0)
  return (
    <section id="findings">
      <h2>{text['nav.findings']}</h2>
      <p class="note">{failing.length === 0 ? text.noFindings : fill(text.findingsNote, { n: MOST })}</p>
      {failing.map((criterion) => (
        <Examples criterion={criterion} text={text} language={language} />
      ))}
    </section>
  )
}

type Words = Pick<Page, 'text' | 'language'>

function Examples({ criterion, text, language }: Words & { criterion: CriterionSummary }) {
  const { examples, failed, kind } = criterion
  const shown = examples.slice(0, SHOWN_FIRST)
  const rest = examples.slice(SHOWN_FIRST)
  const mixed = STANDINGS.filter((one) => one !== 'off' && criterion.standings[one] > 0).length > 1
  return (
    <details open={kind === 'redLine'}>
      <summary>
        <h3 class={kind === 'redLine' ? 'bad' : ''}>
          <Named title={criterion.title} id={criterion.id} language={language} />
        </h3>
        {kind === 'redLine' && <span class="tag bad">{text.redLineTag}</span>}
        <span class="sub">{sayDecidedBy(criterion, text)}</span>
        <span class="sub">{fill(text.examplesShown, { shown: examples.length, failed: count(failed) })}</span>
      </summary>
      {shown.map((one) => (
        <Example finding={one} mixed={mixed} text={text} language={language} />
      ))}
      {rest.length > 0 && (
        <details class="example">
          <summary>{fill(text.moreExamples, { n: rest.length })}</summary>
          {rest.map((one) => (
            <Example finding={one} mixed={mixed} text={text} language={language} />
          ))}
        </details>
      )}
    </details>
  )
}

/** Told apart by standing only where those of the criterion stand differently. */
function Example({ finding, mixed, text, language }: Words & { finding: FailedFinding; mixed: boolean }) {
  const { measure, pointsLost, startedAt, calibrated } = finding
  return (
    <div class="example">
      <div class="head">
        <b>
          <Said text={finding.transcriptId} longest={80} />
        </b>
        {finding.agent !== null && <Said text={finding.agent} longest={60} />}
        {startedAt !== null && <span>{dateTime(startedAt)}</span>}
        <Said text={finding.scorecard} longest={80} />
        {mixed && <span>{text[`standing.${finding.standing}`]}</span>}
        {calibrated !== null && <span>{fill(text.calibrated, { share: percent(calibrated) })}</span>}
        {measure?.unit === 'ms' && <span>{wait(measure.value, language)}</span>}
        {pointsLost !== null && pointsLost > 0 && (
          <span class="bad">{fill(text.pointsLost, { n: points(pointsLost) })}</span>
        )}
      </div>
      <p>
        <Said text={finding.rationale} longest={400} />
      </p>
      <QuoteInContext turns={finding.context} text={text} />
    </div>
  )
}
