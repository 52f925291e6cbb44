import type { CriterionSummary } from '../../insight/criterion-tally.ts'
import { count, NONE, percent } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { sayDecidedBy } from '../say-judge.ts'
import { sayUnscored } from '../say-unscored.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { RateBar } from './rate-bar.tsx'
import { Named, Said } from './said.tsx'

export function CriteriaTable({ summary, text, language }: Page) {
  const page = { summary, text, language }
  const failing = summary.criteria.filter(({ failed }) => failed > 0)
  const clean = summary.criteria.filter(({ failed, passed }) => failed === 0 && passed > 0)
  const off = summary.criteria.filter((one) => isOpen(one) && one.off > 0)
  const open = summary.criteria.filter((one) => isOpen(one) && one.off === 0)
  return (
    <section id="criteria">
      <h2>{text.criteria}</h2>
      <p class="note">
        {text.criteriaNote}
        {summary.criteria.some(isVoted) && `${text.sentenceGap}${text.flipRateNote}`}
      </p>
      <Rows {...page} criteria={failing} />
      {clean.length > 0 && (
        <details>
          <summary>{fill(text.alwaysPassed, { n: clean.length })}</summary>
          <Rows {...page} criteria={clean} />
        </details>
      )}
      {off.length > 0 && (
        <details>
          <summary>{fill(text.offCriteria, { n: off.length })}</summary>
          <Rows {...page} criteria={off} />
        </details>
      )}
      {open.length > 0 && (
        <details>
          <summary>{fill(text.neverScored, { n: open.length })}</summary>
          <Rows {...page} criteria={open} />
        </details>
      )}
    </section>
  )
}

function Rows({ criteria, text, language }: Page & { criteria: CriterionSummary[] }) {
  if (criteria.length === 0) return null
  const voted = criteria.some(isVoted)
  return (
    <div class="scroll criteria">
      <table>
        <thead>
          <tr>
            <th>{text.criterion}</th>
            <th class="bars" />
            <th class="n">{text.failRate}</th>
            <th class="n">{text.interval}</th>
            <th class="n">{text.failedOfScored}</th>
            {voted && <th class="n">{text.flipRate}</th>}
            <th class="n">{text.notApplicable}</th>
            <th class="n">{text.unscored}</th>
          </tr>
        </thead>
        <tbody>
          {criteria.map((one) => (
            <tr>
              <td>
                <Named title={one.title} id={one.id} language={language} />
                <KindTag criterion={one} text={text} />
                <div class="sub">
                  {sayDecidedBy(one, text)}
                  {!one.bonus && one.agents.length > 0 && (
                    <>
                      {' · '}
                      <Said text={fill(text.mostBy, { agents: worst(one) })} />
                    </>
                  )}
                </div>
                {one.unscoredCount > 0 && <div class="sub why">{sayUnscored(one, text)}</div>}
              </td>
              <td class="bars">
                {one.failRate && <RateBar {...one.failRate} fatal={one.kind === 'redLine'} />}
              </td>
              <td class="n">{percent(one.failRate?.share ?? null)}</td>
              <td class="n sub">{one.failRate?.interval.map(percent).join(' – ') ?? NONE}</td>
              <td class="n">{`${count(one.failed)} / ${count(one.failed + one.passed)}`}</td>
              {voted && (
                <td class="n sub">
                  {percent(one.flipRate.mean)}
                  {one.flipRate.n > 0 && ` ${fill(text.flipRateOf, { n: count(one.flipRate.n) })}`}
                </td>
              )}
              <td class="n sub">{count(one.notApplicable)}</td>
              <td class="n sub">{count(one.unscoredCount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function isOpen({ failed, passed }: CriterionSummary): boolean {
  return failed + passed === 0
}

function isVoted({ flipRate }: CriterionSummary): boolean {
  return flipRate.n > 0
}

function worst({ agents }: CriterionSummary): string {
  return agents.map(({ name, failed, scored }) => `${harmlessLine(name, 40)} ${failed}/${scored}`).join(' · ')
}

function KindTag({ criterion, text }: { criterion: CriterionSummary; text: Page['text'] }) {
  if (criterion.kind === 'redLine') return <span class="tag bad">{text.redLineTag}</span>
  if (criterion.bonus) return <span class="tag">{text.bonusTag}</span>
  return criterion.kind === 'adjustment' ? <span class="tag">{text.adjustmentTag}</span> : null
}
