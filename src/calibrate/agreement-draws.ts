import type { BootstrapInterval, BootstrapOptions } from './bootstrap-interval.ts'
import { bootstrapTables } from './bootstrap-tables.ts'
import { codeItems } from './code-items.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type CodedPairs, type ContingencyTable, drawnTable } from './contingency-table.ts'
import type { CorrectedAgreement, MacroKappa } from './eval-report.ts'
import type { EvaluatedCriterion } from './evaluate-items.ts'
import { type CodedLevels, codeLevels } from './evaluate-levels.ts'
import { everyPosition } from './every-position.ts'
import { tableAgreement } from './table-agreement.ts'
import { weightedMean } from './weighted-mean.ts'

/** What is bootstrapped of one criterion; `applicable…` where both sides say pass or fail, `levels` the quadratic κ. */
const FIGURES = ['kappa', 'ac1', 'alpha', 'applicableKappa', 'applicableAc1', 'levels'] as const
type Figure = (typeof FIGURES)[number]

export interface Drawn extends Pick<BootstrapInterval, 'interval'> {
  value: number | null
  /** Why a value has no interval. */
  noInterval: CorrectedAgreement['noInterval']
}

/** One criterion's agreements beyond chance, each with its interval. */
export interface DrawnAgreement extends Record<Figure, Drawn> {
  /** Null for a criterion without levels. */
  codedLevels: CodedLevels | null
}

export interface AgreementDraws {
  macro: MacroKappa
  /** Null where no weights are given. */
  weightedMacro: MacroKappa | null
  byCriterion: Map<string, DrawnAgreement>
}

export interface DrawAgreementOptions extends BootstrapOptions {
  /** What each criterion counts for in the weighted mean; those without are left out of it. */
  weights: ReadonlyMap<string, number> | null
  levels: ReadonlyMap<string, readonly number[]>
}

/** "Not applicable" stands last, so that the first two verdicts are a table of their own. */
const DECIDED = 2

/**
 * Everything of a set that is bootstrapped from tables, from the same draws of whole conversations: each criterion's
 * agreements and the means of their κ. In a draw where a criterion has no κ the means are those of the others.
 */
export function agreementDraws(
  criteria: readonly EvaluatedCriterion[],
  { weights, levels, ...bootstrap }: DrawAgreementOptions,
): AgreementDraws {
  const { coded, codedLevels, figuresOf } = prepareFigures(criteria, levels)
  const everything = everyPosition(criteria[0]?.items.length ?? 0)
  const whole = figuresOf(coded.map((pairs) => drawnTable(pairs, everything)))
  const has = whole.map(({ kappa }) => kappa !== null)
  const equal = criteria.map(() => 1)
  const byRubric = criteria.map(({ criterion }) => weights?.get(criterion) ?? 0)
  const meanBy = (figures: readonly Record<Figure, number | null>[], counts: readonly number[]) =>
    weightedMean(
      figures.map(({ kappa }, at) => (has[at] === true ? kappa : null)),
      counts,
    )
  const draws: Record<string, BootstrapInterval> = bootstrapTables<string>(
    coded,
    (tables) => {
      const drawn = figuresOf(tables)
      const named: Record<string, number | null> = {
        macro: meanBy(drawn, equal),
        weightedMacro: meanBy(drawn, byRubric),
      }
      for (const [at, figures] of drawn.entries())
        for (const figure of FIGURES) named[`${figure}.${at}`] = figures[figure]
      return named
    },
    bootstrap,
  )
  // What has no value as a whole gets no interval from its draws.
  const drawn = (name: string, value: number | null): Drawn => {
    const { interval = null, reason = null } = (value === null ? null : draws[name]) ?? {}
    // Of fewer than two conversations nothing has a value.
    return { value, interval, noInterval: reason === 'too_few_units' ? null : reason }
  }
  const meanOf = (name: 'macro' | 'weightedMacro', counts: readonly number[]): MacroKappa => {
    const counted = criteria.filter((_, at) => (counts[at] ?? 0) > 0)
    const isLeftOut = (one: EvaluatedCriterion) => has[criteria.indexOf(one)] !== true
    const leftOut = counted.filter(isLeftOut).map(({ criterion }) => criterion)
    const { value, interval } = drawn(name, meanBy(whole, counts))
    return { value, interval, criteria: counted.length - leftOut.length, leftOut }
  }
  return {
    macro: meanOf('macro', equal),
    weightedMacro: weights === null ? null : meanOf('weightedMacro', byRubric),
    byCriterion: new Map(
      criteria.map(({ criterion }, at) => {
        const of = (figure: Figure) => drawn(`${figure}.${at}`, whole[at]?.[figure] ?? null)
        return [
          criterion,
          {
            kappa: of('kappa'),
            ac1: of('ac1'),
            alpha: of('alpha'),
            applicableKappa: of('applicableKappa'),
            applicableAc1: of('applicableAc1'),
            levels: of('levels'),
            codedLevels: codedLevels[at] ?? null,
          },
        ]
      }),
    ),
  }
}

/** The tables to count: verdicts of every criterion, then levels of those that have them; and what they come to. */
function prepareFigures(
  criteria: readonly EvaluatedCriterion[],
  levels: DrawAgreementOptions['levels'],
): {
  coded: CodedPairs[]
  codedLevels: (CodedLevels | null)[]
  figuresOf(tables: readonly ContingencyTable[]): Record<Figure, number | null>[]
} {
  const codedLevels = criteria.map(({ criterion, items }) => {
    const scale = levels.get(criterion)
    return scale === undefined ? null : codeLevels(items, scale)
  })
  const graded = codedLevels.filter((one) => one !== null)
  const places = codedLevels.map((one) => (one === null ? -1 : criteria.length + graded.indexOf(one)))
  return {
    coded: [...criteria.map(({ items }) => codeItems(items)), ...graded.map(({ coded }) => coded)],
    codedLevels,
    figuresOf: (tables) =>
      criteria.map((_, at) => {
        const table = tables[at] ?? []
        const decided = tableAgreement(table, DECIDED)
        const ofLevels = tables[places[at] ?? -1]
        return {
          ...tableAgreement(table),
          applicableKappa: decided.kappa,
          applicableAc1: decided.ac1,
          levels: ofLevels === undefined ? null : cohenKappa(ofLevels, 'quadratic').kappa,
        }
      }),
  }
}
