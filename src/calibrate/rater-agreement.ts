import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { cohenKappa } from './cohen-kappa.ts'
import type { Item } from './compare-items.ts'
import { type LabelPair, tableOf } from './contingency-table.ts'
import type { RaterAgreement } from './eval-report.ts'
import { percentAgreement } from './percent-agreement.ts'
import { raterCeiling } from './rater-ceiling.ts'

/** How far the raters agree among themselves on one criterion, pair by pair, and where the judge stands beside that. */
export function raterAgreement(items: readonly Item[], raters: readonly string[]): RaterAgreement {
  const labelsOf = (rater: string) =>
    items.map(({ byRater }) => (Object.hasOwn(byRater, rater) ? (byRater[rater]?.verdict ?? null) : null))
  const all = raters.map((rater) => ({ rater, labels: labelsOf(rater) }))
  const pairs = all.flatMap((first, at) =>
    all.slice(at + 1).map((second) => {
      const labels = first.labels.map((label, item): LabelPair => [label, second.labels[item] ?? null])
      const { kappa, n } = cohenKappa(tableOf(labels, LABEL_VERDICTS))
      const names: [string, string] = [first.rater, second.rater]
      return { raters: names, n, agreement: percentAgreement(labels).value, kappa }
    }),
  )
  const kappas = pairs.flatMap(({ kappa }) => (kappa === null ? [] : [kappa]))
  const judge = items.map(({ verdict }) => verdict)
  const ceiling = raterCeiling({ raters: all, judge, scale: LABEL_VERDICTS })
  return {
    pairs,
    lowest: kappas.length === 0 ? null : Math.min(...kappas),
    highest: kappas.length === 0 ? null : Math.max(...kappas),
    ceiling: { rater: ceiling.human, judge: ceiling.judge },
  }
}
