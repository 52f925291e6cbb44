import type { BootstrapOptions } from './bootstrap-interval.ts'
import { bootstrapTables } from './bootstrap-tables.ts'
import { codeItems } from './code-items.ts'
import { cohenKappa } from './cohen-kappa.ts'
import { type ContingencyTable, drawnTable } from './contingency-table.ts'
import type { MacroKappa } from './eval-report.ts'
import type { EvaluatedCriterion } from './evaluate-items.ts'
import { type CodedLevels, codeLevels } from './evaluate-levels.ts'
import { everyPosition } from './every-position.ts'
import { tableAgreement } from './table-agreement.ts'
import { weightedMean } from './weighted-mean.ts'

/** One criterion's agreements beyond chance, each with its interval. */
export interface DrawnAgreement {
  kappa: Drawn
  ac1: Drawn
  alpha: Drawn
  /** Where both sides say pass or fail. */
  applicableKappa: Drawn
  applicableAc1: Drawn
  /** Null for a criterion without levels. */
  levels: { coded: CodedLevels; table: ContingencyTable; kappa: Drawn } | null
}

export interface Drawn {
  value: number | null
  interval: [low: number, high: number] | null
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
  const verdicts = criteria.map(({ items }) => codeItems(items))
  const graded = criteria.map(({ criterion, items }) => {
    const scale = levels.get(criterion)
    return scale === undefined ? null : codeLevels(items, scale)
  })
  const all = [...verdicts, ...graded.flatMap((one) => (one === null ? [] : [one.coded]))]
  const everything = everyPosition(criteria[0]?.items.length ?? 0)
  const whole = all.map((coded) => drawnTable(coded, everything))
  const figuresOf = (tables: readonly ContingencyTable[]) => {
    let level = criteria.length
    return criteria.map((_, at) => {
      const table = tables[at] ?? []
      return {
        ...tableAgreement(table),
        applicable: tableAgreement(table, DECIDED),
        levels: graded[at] === null ? null : cohenKappa(tables[level++] ?? [], 'quadratic').kappa,
      }
    })
  }
  const found = figuresOf(whole)
  const counts = criteria.map(({ criterion }) => (weights === null ? 0 : (weights.get(criterion) ?? 0)))
  const has = found.map(({ kappa }) => kappa !== null)
  const meansOf = (kappas: readonly (number | null)[]) => {
    const defined = kappas.map((kappa, at) => (has[at] === true ? kappa : null))
    return { macro: weightedMean(defined), weighted: weights === null ? null : weightedMean(defined, counts) }
  }
  const draws: Record<string, { interval: [number, number] | null }> = bootstrapTables<string>(
    all,
    (tables) => {
      const drawn = figuresOf(tables)
      const named: Record<string, number | null> = meansOf(drawn.map(({ kappa }) => kappa))
      for (const [at, { kappa, ac1, alpha, applicable, levels }] of drawn.entries()) {
        named[`kappa.${at}`] = kappa
        named[`ac1.${at}`] = ac1
        named[`alpha.${at}`] = alpha
        named[`applicableKappa.${at}`] = applicable.kappa
        named[`applicableAc1.${at}`] = applicable.ac1
        named[`levels.${at}`] = levels
      }
      return named
    },
    bootstrap,
  )
  const means = meansOf(found.map(({ kappa }) => kappa))
  const meanOf = (name: 'macro' | 'weighted', isIn: (at: number) => boolean): MacroKappa => ({
    value: means[name],
    criteria: criteria.filter((_, at) => isIn(at) && has[at] === true).length,
    interval: means[name] === null ? null : (draws[name]?.interval ?? null),
    leftOut: criteria.filter((_, at) => isIn(at) && has[at] !== true).map(({ criterion }) => criterion),
  })
  const byCriterion = criteria.map(({ criterion }, at): [string, DrawnAgreement] => {
    // What has no value as a whole gets none from its draws.
    const drawn = (name: string, value: number | null | undefined): Drawn =>
      value === null || value === undefined
        ? { value: null, interval: null }
        : { value, interval: draws[`${name}.${at}`]?.interval ?? null }
    const one = found[at]
    const coded = graded[at] ?? null
    const place = criteria.length + graded.slice(0, at).filter((other) => other !== null).length
    return [
      criterion,
      {
        kappa: drawn('kappa', one?.kappa),
        ac1: drawn('ac1', one?.ac1),
        alpha: drawn('alpha', one?.alpha),
        applicableKappa: drawn('applicableKappa', one?.applicable.kappa),
        applicableAc1: drawn('applicableAc1', one?.applicable.ac1),
        levels:
          coded === null ? null : { coded, table: whole[place] ?? [], kappa: drawn('levels', one?.levels) },
      },
    ]
  })
  return {
    macro: meanOf('macro', () => true),
    weightedMacro: weights === null ? null : meanOf('weighted', (at) => (counts[at] ?? 0) > 0),
    byCriterion: new Map(byCriterion),
  }
}
