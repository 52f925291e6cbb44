import type { Replacement } from './redact-text.ts'

/** Where [start, end) of a replaced text lies in the original; a range that cuts into an item takes it in whole. */
export function locateOriginal(
  replacements: readonly Replacement[],
  start: number,
  end: number,
): { start: number; end: number } {
  let [from, until] = [start, end]
  for (const { from: original, to: replaced } of replacements) {
    const growth = original.end - replaced.end
    if (start >= replaced.end) from = start + growth
    else if (start >= replaced.start) from = original.start
    if (end >= replaced.end) until = end + growth
    else if (end > replaced.start) until = original.end
    if (replaced.start >= end) break
  }
  return { start: from, end: Math.max(from, until) }
}
