import { LABEL_VERDICTS } from '../domain/eval-set.ts'
import { pairsOf } from './compare-items.ts'
import {
  type CodedPairs,
  type ContingencyTable,
  codePairs,
  drawnTable,
  type LabelPair,
} from './contingency-table.ts'
import type { EvaluatedItem } from './evaluate-items.ts'
import { everyPosition } from './every-position.ts'

/**
 * Reference and judge of every item as coded pairs, each with its weight. Weights are scaled to 1 on average over the
 * pairs that are compared, so that a table of them has their number for its total.
 */
export function codeItems(
  items: readonly EvaluatedItem[],
  pairs: readonly LabelPair[] = pairsOf(items),
  scale: readonly string[] = LABEL_VERDICTS,
): CodedPairs {
  let [count, total] = [0, 0]
  for (const [at, [first, second]] of pairs.entries()) {
    if (first === null || second === null) continue
    count += 1
    total += items[at]?.weight ?? 0
  }
  const factor = total === 0 ? 1 : count / total
  return codePairs(
    pairs,
    scale,
    items.map(({ weight }) => weight * factor),
  )
}

/** The table of all items that both sides decided. */
export function tableOfItems(items: readonly EvaluatedItem[]): ContingencyTable {
  return drawnTable(codeItems(items), everyPosition(items.length))
}
