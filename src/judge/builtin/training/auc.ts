/**
 * Area under the ROC curve: how often a case scores higher than one that is none, ties half. null where there are
 * not both.
 */
export function aucOf(scores: ArrayLike<number>, is: readonly boolean[]): number | null {
  const order = Array.from(is.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  let cases = 0
  let lower = 0
  let won = 0
  for (let at = 0; at < order.length; ) {
    const score = scores[order[at] ?? 0]
    let tiedCases = 0
    let tiedOthers = 0
    for (; at < order.length && scores[order[at] ?? 0] === score; at += 1) {
      if (is[order[at] ?? 0] === true) tiedCases += 1
      else tiedOthers += 1
    }
    won += tiedCases * (lower + tiedOthers / 2)
    cases += tiedCases
    lower += tiedOthers
  }
  return cases === 0 || lower === 0 ? null : won / (cases * lower)
}
