import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import type { LocalText } from '../domain/language.ts'
import { bcaInterval } from './bca-interval.ts'
import type { BootstrapOptions } from './bootstrap-interval.ts'
import { cohenKappa } from './cohen-kappa.ts'
import type { Item } from './compare-items.ts'
import type { ChangedVerdict, CriterionComparison } from './compare-report.ts'
import settings from './compare-settings.json' with { type: 'json' }
import { codePairs, drawnTable, type LabelPair } from './contingency-table.ts'
import { mcnemarTest } from './mcnemar.ts'
import { labelsNeeded } from './mcnemar-power.ts'
import { pairedDifference } from './paired-difference.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** Two judges on one criterion; what is right is what the raters amount to. */
export interface PairedItems {
  criterion: string
  title: LocalText | null
  /** Of the same conversations, in the same order. */
  a: readonly Item[]
  b: readonly Item[]
}

/** All of a comparison but what depends on the other criteria. */
export type OneCriterion = Omit<CriterionComparison, 'adjustedP' | 'finding' | 'labelsNeeded'>

interface Pair extends Omit<ChangedVerdict, 'kind'> {
  fixed: boolean
  broken: boolean
}

/** STATISTICS §5: McNemar on what is right against people, κ difference by paired BCa. */
export function compareCriterion(
  { criterion, title, a, b }: PairedItems,
  bootstrap: BootstrapOptions,
): OneCriterion {
  const inSetOrder = a.flatMap((item, at): Pair[] => {
    const other = b[at]
    const { reference, verdict, transcript } = item
    if (other === undefined || reference === null || verdict === null || other.verdict === null) return []
    const [rightA, rightB] = [verdict === reference, other.verdict === reference]
    const one = { transcriptId: transcript.id, reference, a: verdict, b: other.verdict }
    return [{ ...one, fixed: rightB && !rightA, broken: rightA && !rightB }]
  })
  // The bootstrap draws by place, so the places may not depend on the order of the set.
  const pairs = inSetOrder.toSorted((one, other) => (one.transcriptId < other.transcriptId ? -1 : 1))
  const n = pairs.length
  const fixed = pairs.filter((pair) => pair.fixed).length
  const broken = pairs.filter((pair) => pair.broken).length
  const rightA = pairs.filter((pair) => pair.a === pair.reference).length
  const bothWrong = pairs.filter((pair) => pair.a !== pair.reference && pair.b !== pair.reference).length
  const test = n === 0 ? null : mcnemarTest(fixed, broken)
  const { value, interval, reason } = kappaDifference(pairs, bootstrap)
  return {
    criterion,
    title,
    n,
    unscored: { a: unscoredOf(a), b: unscoredOf(b) },
    right: { a: rightA, b: rightA - broken + fixed },
    fixed,
    broken,
    bothWrong,
    difference: pairedDifference(fixed, broken, n),
    midP: test?.midP ?? null,
    eValue: test?.eValue ?? null,
    kappa: {
      a: kappaOf(pairs.map((pair) => [pair.reference, pair.a])),
      b: kappaOf(pairs.map((pair) => [pair.reference, pair.b])),
    },
    kappaDifference: { value, interval, reason },
    unscoredWrong: withUnscoredWrong(a, b),
    changes: pairs.flatMap(({ fixed: isFixed, broken: isBroken, ...pair }): ChangedVerdict[] => {
      if (isFixed) return [{ ...pair, kind: 'fixed' }]
      if (isBroken) return [{ ...pair, kind: 'broken' }]
      return pair.a === pair.reference ? [] : [{ ...pair, kind: 'both_wrong' }]
    }),
  }
}

/**
 * What the figures come to in words. Where no difference is found, enough conversations are as many as would show one
 * of `settings.difference` with judges that part this often, at the upper end of how often that may be.
 * @param adjustedP over all criteria compared
 * @param tests how many those are: Holm's first step tests each at alpha / tests. @default 1
 */
export function concludeOn(
  { n, fixed, broken }: Pick<CriterionComparison, 'n' | 'fixed' | 'broken'>,
  adjustedP: number | null,
  alpha: number,
  tests = 1,
): Pick<CriterionComparison, 'finding' | 'labelsNeeded'> {
  if (adjustedP !== null && adjustedP <= alpha)
    return { finding: fixed > broken ? 'better' : 'worse', labelsNeeded: null }
  const { difference, power } = settings
  const psi = wilsonInterval(fixed + broken, n)?.[1] ?? 1
  if (psi < difference) return { finding: 'no_difference', labelsNeeded: null }
  const needed = labelsNeeded({ psi, delta: difference, alpha: alpha / tests, power })
  return needed !== null && n >= needed
    ? { finding: 'no_difference', labelsNeeded: null }
    : { finding: 'not_enough', labelsNeeded: needed }
}

function unscoredOf(items: readonly Item[]): number {
  return items.filter(({ reference, verdict }) => reference !== null && verdict === null).length
}

function withUnscoredWrong(a: readonly Item[], b: readonly Item[]): CriterionComparison['unscoredWrong'] {
  const decided = a.flatMap((item, at) => {
    const other = b[at]
    return item.reference === null || other === undefined
      ? []
      : [{ a: item.verdict === item.reference, b: other.verdict === item.reference }]
  })
  const fixed = decided.filter((pair) => pair.b && !pair.a).length
  const broken = decided.filter((pair) => pair.a && !pair.b).length
  const isAny = decided.length > 0
  return {
    difference: pairedDifference(fixed, broken, decided.length),
    midP: isAny ? mcnemarTest(fixed, broken).midP : null,
  }
}

function kappaDifference(pairs: readonly Pair[], bootstrap: BootstrapOptions) {
  const first = codePairs(
    pairs.map((pair) => [pair.reference, pair.a]),
    LABEL_VERDICTS,
  )
  const second = codePairs(
    pairs.map((pair) => [pair.reference, pair.b]),
    LABEL_VERDICTS,
  )
  return bcaInterval(
    pairs.length,
    (drawn) => {
      const [a, b] = [cohenKappa(drawnTable(first, drawn)).kappa, cohenKappa(drawnTable(second, drawn)).kappa]
      return a === null || b === null ? null : b - a
    },
    bootstrap,
  )
}

function kappaOf(pairs: LabelPair[]): number | null {
  const coded = codePairs(pairs, LABEL_VERDICTS)
  const every = Uint32Array.from(pairs, (_, at) => at)
  return cohenKappa(drawnTable(coded, every)).kappa
}
