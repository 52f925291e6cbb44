import { type Forest, NODE_SIZE } from './forest.ts'

export interface ForestParts {
  /** The verdict's share of the votes, and the same for the average conversation. */
  share: number
  start: number
  /** What each feature did; with `start` they add up to `share`. */
  byFeature: Float64Array
}

/**
 * What each feature did to a verdict's share of a forest, against the average conversation, whose standardised
 * features are all 0: Shapley values with one reference, exact for trees (Lundberg et al. 2020, interventional
 * TreeSHAP). A forest of weights holds no sample counts, so shares within a tree are not known, only those of leaves.
 */
export function explainForest(
  { roots, nodes, leaves }: Forest,
  steps: Int16Array,
  classes: number,
  verdict: number,
): ForestParts {
  const byFeature = new Float64Array(steps.length)
  const average = new Int16Array(steps.length)
  const own = new Set<number>()
  const usual = new Set<number>()
  let total = 0
  let share = 0
  let start = 0
  for (const root of roots) {
    const reached = leafOf(root, steps)
    for (let one = 0; one < classes; one += 1) total += leaves[reached * classes + one] ?? 0
    share += votesAt(reached)
    start += votesAt(leafOf(root, average))
    spread(root)
  }
  return { share: share / total, start: start / total, byFeature: byFeature.map((votes) => votes / total) }

  function votesAt(leaf: number): number {
    return leaves[leaf * classes + verdict] ?? 0
  }

  function childOf(node: number, values: Int16Array): number {
    const at = node * NODE_SIZE
    const isAbove = (values[nodes[at] ?? 0] ?? 0) > (nodes[at + 1] ?? 0)
    return nodes[at + (isAbove ? 3 : 2)] ?? -1
  }

  function leafOf(root: number, values: Int16Array): number {
    let node = root
    while (node >= 0) node = childOf(node, values)
    return -1 - node
  }

  /** Visits the leaves that mixtures reach: some features as in this conversation (`own`), the others as usual. */
  function spread(node: number): void {
    if (node < 0) {
      credit(votesAt(-1 - node))
      return
    }
    const feature = nodes[node * NODE_SIZE] ?? 0
    const here = childOf(node, steps)
    const there = childOf(node, average)
    if (here === there || own.has(feature)) spread(here)
    else if (usual.has(feature)) spread(there)
    else {
      own.add(feature)
      spread(here)
      own.delete(feature)
      usual.add(feature)
      spread(there)
      usual.delete(feature)
    }
  }

  /** A leaf needs its own features present and its usual ones absent: the share of orders in which each tips it. */
  function credit(votes: number): void {
    const orders = choose(own.size + usual.size, own.size)
    for (const feature of own) byFeature[feature] = (byFeature[feature] ?? 0) + votes / (own.size * orders)
    for (const feature of usual)
      byFeature[feature] = (byFeature[feature] ?? 0) - votes / (usual.size * orders)
  }
}

function choose(n: number, k: number): number {
  let ways = 1
  for (let one = 1; one <= k; one += 1) ways = (ways * (n - k + one)) / one
  return ways
}
