import type { ActShares } from '../act-model.ts'
import type { Reading, Side } from '../reading.ts'

const SUMMARIES = [
  'strongest',
  'second',
  'mean',
  'expected',
  'place',
  'first',
  'early',
  'late',
  'at the end',
] as const
const STRONG = 0.4

export const SUMMARY_COUNT = SUMMARIES.length

export function headSummaryNames(heads: readonly string[]): string[] {
  return heads.flatMap((head) => SUMMARIES.map((summary) => `${head}: ${summary}`))
}

/**
 * How strongly and where one side performs each act: its strongest, second and mean share, the expected number (as
 * log(1 + n)), the place of the strongest and the first strong one (0 beginning, 1 end or never), the strongest of
 * the first half and of the last third, and the share of the side's last turn. Gives where it wrote on.
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
  const end = Math.max(1, turns.length - 1)
  let at = from
  for (let head = 0; head < heads; head += 1) {
    let strongest = 0
    let second = 0
    let sum = 0
    let place = 0
    let first = 1
    let early = 0
    let late = 0
    let share = 0
    for (const index of spoken) {
      share = shares[index]?.[head] ?? 0
      const where = index / end
      sum += share
      if (share > strongest) {
        second = strongest
        strongest = share
        place = where
      } else if (share > second) second = share
      if (share > STRONG && first === 1) first = where
      if (where <= 0.5 && share > early) early = share
      if (where > 0.66 && share > late) late = share
    }
    row[at] = strongest
    row[at + 1] = second
    row[at + 2] = spoken.length === 0 ? 0 : sum / spoken.length
    row[at + 3] = Math.log1p(sum)
    row[at + 4] = place
    row[at + 5] = first
    row[at + 6] = early
    row[at + 7] = late
    row[at + 8] = share
    at += SUMMARY_COUNT
  }
  return at
}
