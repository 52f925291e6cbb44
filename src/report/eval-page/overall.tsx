import type { Child } from 'hono/jsx'
import { ratio, ratioInterval } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { harmlessLine } from '../harmless.ts'
import { fill } from '../text.ts'
import { type EvalPage, sayLabelledBy, titleOf } from './page.ts'
import { sayTotals } from './say-totals.ts'
import { missingOf } from './unscored-part.tsx'

/** What the criteria come to together. There is no κ of all verdicts in one table: each criterion has its own. */
export function Overall({ page }: { page: EvalPage }) {
  const { report, text, evalText, language } = page
  const { criteria, macroKappa, weightedMacroKappa, set, tuningOnly, unknownCriteria, totals } = report
  const compared = sum(criteria.map(({ n }) => n))
  const withheld = sum(criteria.map((one) => one.withheld))
  const counted = criteria.flatMap(({ disagreements }) => disagreements.filter((one) => !one.isTuningOnly))
  const parted = counted.length + withheld
  const missing = sum(criteria.map(missingOf))
  const leftOut = criteria.filter(({ criterion }) => macroKappa.leftOut.includes(criterion))
  const unsure = criteria.filter(({ kappa }) => (kappa.interval?.[0] ?? kappa.value ?? 1) <= 0)
  const names = (some: typeof criteria) =>
    some.map((one) => harmlessLine(titleOf(one, language), 120)).join(text.comma)
  return (
    <section id="overall">
      <h2>{text['nav.overall']}</h2>
      <p class="labelled">{sayLabelledBy(set.labelledBy, text)}</p>
      {compared === 0 && <p class="notice">{evalText.nothing}</p>}
      <div class="figures">
        <Figure name={text.macro} value={ratio(macroKappa.value)}>
          <Sub>{ratioInterval(macroKappa.interval)}</Sub>
          <Sub>{fill(text.macroOf, { n: macroKappa.criteria })}</Sub>
        </Figure>
        {weightedMacroKappa !== null && (
          <Figure name={text.weightedMacro} value={ratio(weightedMacroKappa.value)}>
            <Sub>{ratioInterval(weightedMacroKappa.interval)}</Sub>
            <Sub>{fill(text.weightedOf, { n: weightedMacroKappa.criteria })}</Sub>
          </Figure>
        )}
        <Figure
          name={text.agreementFigure}
          value={percent(meanOf(criteria.map(({ agreement }) => agreement.value)))}
        >
          <Sub>
            {fill(text.guessing, {
              share: percent(meanOf(criteria.map((one) => one.majorityGuess.agreement.value))),
            })}
          </Sub>
        </Figure>
        <Figure name={text.ccc} value={ratio(totals.ccc.value)}>
          <Sub>{ratioInterval(totals.ccc.interval)}</Sub>
          <Sub>{fill(text.cccOf, { n: count(totals.n) })}</Sub>
        </Figure>
        <Figure name={text.disagreements} value={count(parted)}>
          <Sub>{fill(text.disagreementsOf, { n: count(compared) })}</Sub>
          <Sub>{withheld > 0 && fill(text.withheldFigure, { n: count(withheld) })}</Sub>
        </Figure>
        <Figure name={text.unscored} value={count(missing)}>
          <Sub>{fill(text.unscoredOf, { n: count(sum(criteria.map(({ labelled }) => labelled))) })}</Sub>
        </Figure>
      </div>
      <p class="after">{sayTotals(totals, text)}</p>
      <ul class="notes">
        {leftOut.length > 0 && <li>{fill(evalText.leftOut, { names: names(leftOut) })}</li>}
        {unsure.length > 0 && <li>{fill(evalText.notSurelyBetter, { names: names(unsure) })}</li>}
        {tuningOnly.length > 0 && <li>{fill(text.tuningOnly, { n: count(tuningOnly.length) })}</li>}
        {unknownCriteria.length > 0 && (
          <li>
            {fill(text.unknownCriteria, {
              names: unknownCriteria.map((id) => harmlessLine(id, 120)).join(text.comma),
            })}
          </li>
        )}
      </ul>
    </section>
  )
}

function Figure({ name, value, children }: { name: string; value: string; children: Child }) {
  return (
    <div class="figure">
      <span class="name">{name}</span>
      <b>{value}</b>
      {children}
    </div>
  )
}

function Sub({ children }: { children?: Child }) {
  return children ? <span class="sub">{children}</span> : null
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => value ?? [])
  return known.length === 0 ? null : sum(known) / known.length
}
