import type { LabelVerdict } from '../../domain/eval-set.ts'

/** The place of the likeliest verdict, once `lean` is added to a fail's probability. */
export function likeliest(
  shares: ArrayLike<number>,
  verdicts: readonly LabelVerdict[],
  lean: number,
): number {
  let best = 0
  let most = Number.NEGATIVE_INFINITY
  for (const [place, verdict] of verdicts.entries()) {
    const share = (shares[place] ?? 0) + (verdict === 'fail' ? lean : 0)
    if (share <= most) continue
    most = share
    best = place
  }
  return best
}
