/**
 * A random forest in one list: four whole numbers a node (the feature, the cut, and the children for values up to the
 * cut and above it). A child below 0 is a leaf: −1 − its place among the leaves. Values are compared in steps (see
 * `stepsOf`). The numbers are small and lie together, because looking them up is most of what a forest costs.
 */
export interface Forest {
  roots: Int16Array
  nodes: Int16Array
  /** Class shares in 255ths, class by class within a leaf. */
  leaves: Uint8Array
}

export const NODE_SIZE = 4
const STEPS_A_DEVIATION = 8000

/** Standardised features, which lie between −4 and 4, as whole numbers. */
export function stepsOf(row: Float64Array): Int16Array {
  const steps = new Int16Array(row.length)
  for (let feature = 0; feature < row.length; feature += 1)
    steps[feature] = Math.round((row[feature] ?? 0) * STEPS_A_DEVIATION)
  return steps
}

/** Adds the class shares of every tree to the votes. */
export function forestVotes({ roots, nodes, leaves }: Forest, steps: Int16Array, votes: Float64Array): void {
  const classes = votes.length
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] as number
    while (node >= 0) {
      const at = node * NODE_SIZE
      // 1 where the value lies above the cut: the sign of the difference, without a branch that is hard to foresee.
      const above = ((nodes[at + 1] as number) - (steps[nodes[at] as number] as number)) >>> 31
      node = nodes[at + 2 + above] as number
    }
    const at = (-1 - node) * classes
    for (let one = 0; one < classes; one += 1)
      votes[one] = (votes[one] as number) + (leaves[at + one] as number)
  }
}
