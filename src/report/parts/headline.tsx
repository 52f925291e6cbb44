import type { Child } from 'hono/jsx'
import { count, percent, points } from '../format.ts'
import { sayGraded } from '../say-graded.ts'
import { sayReview } from '../say-review.ts'
import { fill } from '../text.ts'
import { Judges } from './judges.tsx'
import type { Page } from './page.ts'

export function Headline(page: Page) {
  const { summary, text } = page
  const { counts, totals, bounds, ifConfirmed, outcomes, coverage, withoutTotal } = summary
  const all = counts.graded + counts.kept
  const { redLineConversations } = summary
  const range = { low: points(bounds.low.mean), high: points(bounds.high.mean) }
  return (
    <section id="figures">
      <Judges {...page} />
      <div class="figures">
        <Figure name={text.conversations} value={count(all)}>
          <Sub>{sayGraded(counts, text)}</Sub>
          <Sub>{others(counts, text)}</Sub>
        </Figure>
        <Figure name={text.meanTotal} value={points(totals.mean)}>
          <Sub>{fill(text.ofWithTotal, { sd: points(totals.sd), n: count(totals.n) })}</Sub>
          <Sub>{bounds.low.n > 0 && fill(text.boundsRange, range)}</Sub>
          <Sub>
            {summary.unconfirmedTotals > 0 &&
              fill(text.unconfirmedTotals, { n: count(summary.unconfirmedTotals), all: count(totals.n) })}
          </Sub>
          <Sub>{withoutTotal.n > 0 && fill(text.withoutTotal, { n: count(withoutTotal.n) })}</Sub>
        </Figure>
        <Figure name={text.passed} value={percent(all === 0 ? null : outcomes.passed / all)}>
          <Sub>{fill(text.passRate, { n: count(outcomes.passed), all: count(all) })}</Sub>
          <Sub>
            {text.failed} {count(outcomes.failed)} · {text.undecided} {count(outcomes.undecided)}
          </Sub>
          <Sub>
            {outcomes.passedWithRedLine > 0 &&
              fill(text.passedWithRedLine, { n: outcomes.passedWithRedLine })}
          </Sub>
        </Figure>
        <Figure name={text.redLines} value={count(redLineConversations)} bad={redLineConversations > 0}>
          <Sub>{fill(text.redLineConversations, { n: count(all) })}</Sub>
          <Sub>{redLineConversations > 0 && fill(text.ifConfirmed, { mean: points(ifConfirmed.mean) })}</Sub>
          <Sub>{summary.review.needed > 0 && sayReview(summary.review, text)}</Sub>
        </Figure>
        <Figure name={text.coverage} value={percent(coverage.mean)}>
          <Sub>{fill(text.coverageOf, { n: count(coverage.n) })}</Sub>
        </Figure>
      </div>
    </section>
  )
}

function Figure({
  name,
  value,
  bad,
  children,
}: {
  name: string
  value: string
  bad?: boolean
  children: Child
}) {
  return (
    <div class="figure">
      <span class="name">{name}</span>
      <b class={bad === true ? 'bad' : ''}>{value}</b>
      {children}
    </div>
  )
}

function Sub({ children }: { children?: Child }) {
  return children ? <span class="sub">{children}</span> : null
}

function others(counts: Page['summary']['counts'], text: Page['text']): string {
  const named = [
    [text.duplicates, counts.duplicates],
    [text.rejected, counts.rejected],
    [text.otherContent, counts.otherContent],
  ] as const
  return named
    .filter(([, n]) => n > 0)
    .map(([name, n]) => `${name} ${count(n)}`)
    .join(' · ')
}
