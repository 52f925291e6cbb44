import type { PairedItems } from '../compare-criterion.ts'
import { itemsOf } from '../compare-items.ts'
import { evalCase } from './eval-case.ts'

/** What the raters say (a letter a rater), what judge A says and what B says, as in `evalCase`. */
export type Case = readonly [raters: string, a: string, b: string]

/** Two judges on conversations c0, c1, … or as `ids` has them. */
export function pairedItems(
  criterion: string,
  cases: readonly Case[],
  ids: readonly string[] = cases.map((_, at) => `c${at}`),
): PairedItems {
  const side = (which: 1 | 2) => {
    const { set, findings } = evalCase(
      cases.map((one, at) => ({
        id: ids[at] ?? `c${at}`,
        raters: { [criterion]: one[0] },
        judge: { [criterion]: one[which] },
      })),
    )
    return itemsOf(set, findings, criterion)
  }
  return { criterion, title: null, a: side(1), b: side(2) }
}
