import type { ActShares } from '../act-model.ts'
import type { Reading, Side } from '../reading.ts'

const SUMMARIES = ['strongest', 'mean', 'expected', 'late', 'at the end'] as const
/** How many numbers say how one act is performed. */
export const SUMMARY_COUNT = SUMMARIES.length
/** The part of a conversation that counts as late. */
const LATE = 0.66

export function headSummaryNames(heads: readonly string[]): string[] {
  return heads.flatMap((head) => SUMMARIES.map((summary) => `${head}: ${summary}`))
}

/**
 * How strongly one side performs each act: its strongest and its mean share, the expected number (as log(1 + n)), the
 * strongest of the last third, and the share of the side's last turn. Finer ones (the second strongest, where the
 * strongest is) added nothing in cross-validation. Gives where it wrote on.
 */
export function headSummaries(
  { turns, of }: Reading,
  shares: ActShares,
  side: Side,
  heads: number,
  row: Float64Array,
  from: number,
): number {
  const spoken = of[side]
  const late = LATE * Math.max(1, turns.length - 1)
  let at = from
  for (let head = 0; head < heads; head += 1) {
    let strongest = 0
    let sum = 0
    let strongestLate = 0
    let share = 0
    for (const index of spoken) {
      share = shares[index]?.[head] ?? 0
      sum += share
      if (share > strongest) strongest = share
      if (index > late && share > strongestLate) strongestLate = share
    }
    row[at] = strongest
    row[at + 1] = spoken.length === 0 ? 0 : sum / spoken.length
    row[at + 2] = Math.log1p(sum)
    row[at + 3] = strongestLate
    row[at + 4] = share
    at += SUMMARY_COUNT
  }
  return at
}
