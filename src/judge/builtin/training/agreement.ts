/** Cohen's κ of two rows of classes (κ = (po − pe)/(1 − pe)); null where chance alone agrees always. */
export function kappaOf(one: ArrayLike<number>, other: ArrayLike<number>, classes: number): number | null {
  const first = new Float64Array(classes)
  const second = new Float64Array(classes)
  const n = one.length
  let agreed = 0
  for (let at = 0; at < n; at += 1) {
    const a = one[at] ?? 0
    const b = other[at] ?? 0
    first[a] = (first[a] ?? 0) + 1
    second[b] = (second[b] ?? 0) + 1
    if (a === b) agreed += 1
  }
  const chance = first.reduce((sum, count, at) => sum + (count / n) * ((second[at] ?? 0) / n), 0)
  return chance >= 1 ? null : (agreed / n - chance) / (1 - chance)
}

export function agreementOf(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let agreed = 0
  for (let at = 0; at < one.length; at += 1) if (one[at] === other[at]) agreed += 1
  return one.length === 0 ? 0 : agreed / one.length
}

/** The share of the commonest class. */
export function majorityShare(targets: ArrayLike<number>, classes: number): number {
  const counts = new Float64Array(classes)
  for (let at = 0; at < targets.length; at += 1)
    counts[targets[at] ?? 0] = (counts[targets[at] ?? 0] ?? 0) + 1
  return Math.max(...counts) / Math.max(1, targets.length)
}
