/**
 * Two-sided p-value of Fisher's exact test of a 2×2 table [[a, b], [c, d]] of counts: the chance, margins being what
 * they are, of a table no likelier than this one. 1 where a margin is 0. Fisher 1935, J. R. Stat. Soc. 98:39; tables as
 * likely but for rounding count too, as R's fisher.test and scipy have it.
 */
export function fisherExact([[a, b], [c, d]]: readonly [
  readonly [number, number],
  readonly [number, number],
]): number {
  const [row, column, total] = [a + b, a + c, a + b + c + d]
  const lowest = Math.max(0, row + column - total)
  const highest = Math.min(row, column)
  // Relative to the table with the lowest corner: each next one follows from the one before.
  const logs: number[] = [0]
  for (let x = lowest; x < highest; x += 1) {
    const last = logs.at(-1) ?? 0
    logs.push(last + Math.log(((row - x) * (column - x)) / ((x + 1) * (total - row - column + x + 1))))
  }
  const most = Math.max(...logs)
  const chances = logs.map((log) => Math.exp(log - most))
  const limit = (chances[a - lowest] ?? 0) * (1 + 1e-7)
  let all = 0
  let extreme = 0
  for (const chance of chances) {
    all += chance
    if (chance <= limit) extreme += chance
  }
  return Math.min(1, extreme / all)
}
