import padjust from '@stdlib/stats-padjust'

/**
 * For p-values of several tests at once, what each comes to: `holm` keeps the chance of any false rejection below the
 * level, `benjamini-hochberg` the share of false ones among the rejections, `benjamini-yekutieli` also where the tests
 * depend on each other in any way. Reject where the adjusted value is at most the level. A null stays null and does
 * not count as a test.
 * Holm 1979, Scand. J. Stat. 6:65; Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57:289; Benjamini & Yekutieli 2001,
 * Ann. Stat. 29:1165.
 */
export function adjustPValues(pValues: readonly number[], method: Adjustment): number[]
export function adjustPValues(pValues: readonly (number | null)[], method: Adjustment): (number | null)[]
export function adjustPValues(pValues: readonly (number | null)[], method: Adjustment): (number | null)[] {
  const tests = pValues.filter((p) => p !== null)
  const adjusted = tests.length === 0 ? [] : padjust(tests, METHODS[method])
  const inOrder = adjusted.values()
  return pValues.map((p) => (p === null ? null : (inOrder.next().value ?? null)))
}

export type Adjustment = keyof typeof METHODS

const METHODS = { holm: 'holm', 'benjamini-hochberg': 'bh', 'benjamini-yekutieli': 'by' } as const
