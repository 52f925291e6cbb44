/**
 * Deals groups to folds so that a group stays in one: the largest first, each to the fold with the fewest
 * conversations. The same groups give the same folds, in whatever order the conversations come.
 * @returns the fold of each conversation, below `count` or fewer where there are fewer groups
 */
export function foldsOf(groups: readonly string[], count: number): Uint8Array {
  const sizes = new Map<string, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const order = [...sizes].sort(([a, sizeA], [b, sizeB]) => sizeB - sizeA || (a < b ? -1 : 1))
  const loads = new Array<number>(Math.min(count, sizes.size)).fill(0)
  const foldOf = new Map<string, number>()
  for (const [group, size] of order) {
    const fold = loads.indexOf(Math.min(...loads))
    foldOf.set(group, fold)
    loads[fold] = (loads[fold] ?? 0) + size
  }
  return Uint8Array.from(groups, (group) => foldOf.get(group) ?? 0)
}

/** The positions in (or outside) a fold. */
export function positionsOf(folds: Uint8Array, fold: number, inside: boolean): Uint32Array {
  return Uint32Array.from(folds.keys().filter((position) => (folds[position] === fold) === inside))
}
