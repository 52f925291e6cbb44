import { seededRandom } from '../../../domain/seeded-random.ts'
import { type Forest, NODE_SIZE } from '../forest.ts'
import { type Bins, MOST_BINS } from './bins.ts'

export interface ForestOptions {
  trees: number
  minLeaf: number
  maxDepth: number
  /** Share of the columns tried at each split, 0–1. */
  tried: number
  seed: number
}

/**
 * A random forest (Breiman 2001) for some hundred rows: each tree sees a bootstrap sample, each split a random share
 * of the columns, cut at quantiles, by Gini impurity. Leaves hold the class shares of their sample. Seeded: the same
 * input gives the same bits.
 * @param targets the class of each row of `bins`, below `classes`
 */
export function fitForest(
  { cuts, bins }: Bins,
  targets: Uint8Array,
  classes: number,
  options: ForestOptions,
): Forest {
  const width = cuts.length
  const random = seededRandom(options.seed)
  const usable = Uint32Array.from(cuts.keys().filter((column) => (cuts[column] ?? []).length > 0))
  const tries = Math.min(usable.length, Math.max(1, Math.round(options.tried * usable.length)))
  const roots: number[] = []
  const nodes: number[] = []
  const leaves: number[] = []
  const histogram = new Float64Array(MOST_BINS * classes)

  for (let tree = 0; tree < options.trees; tree += 1) {
    const sample = Uint32Array.from(targets, () => Math.floor(random() * targets.length))
    roots.push(grow(sample, 0))
  }
  return { roots: Int16Array.from(roots), nodes: Int16Array.from(nodes), leaves: Uint8Array.from(leaves) }

  function grow(sample: Uint32Array, depth: number): number {
    const counts = new Float64Array(classes)
    for (const row of sample) count(counts, targets[row] ?? 0)
    const split =
      depth >= options.maxDepth || sample.length < 2 * options.minLeaf || counts.includes(sample.length)
        ? null
        : bestSplit(sample, counts)
    if (split === null) {
      for (const one of counts) leaves.push(Math.round((WHOLE * one) / sample.length))
      return -leaves.length / classes
    }
    const node = nodes.length / NODE_SIZE
    const isLow = (row: number) => (bins[row * width + split.column] ?? 0) <= split.bin
    nodes.push(split.column, cuts[split.column]?.[split.bin] ?? 0, 0, 0)
    nodes[node * NODE_SIZE + 2] = grow(sample.filter(isLow), depth + 1)
    nodes[node * NODE_SIZE + 3] = grow(
      sample.filter((row) => !isLow(row)),
      depth + 1,
    )
    return node
  }

  function bestSplit(sample: Uint32Array, counts: Float64Array): { column: number; bin: number } | null {
    let best: { column: number; bin: number } | null = null
    let bestPurity = purity(counts, sample.length) + 1e-9
    for (let tried = 0; tried < tries; tried += 1) {
      // A partial Fisher–Yates shuffle: the columns before `tried` are those tried already.
      const pick = tried + Math.floor(random() * (usable.length - tried))
      const column = usable[pick] ?? 0
      usable[pick] = usable[tried] ?? 0
      usable[tried] = column
      histogram.fill(0)
      for (const row of sample)
        count(histogram, (bins[row * width + column] ?? 0) * classes + (targets[row] ?? 0))
      const low = new Float64Array(classes)
      const high = counts.slice()
      let below = 0
      for (let bin = 0; bin < (cuts[column]?.length ?? 0); bin += 1) {
        for (let one = 0; one < classes; one += 1) {
          const here = histogram[bin * classes + one] ?? 0
          low[one] = (low[one] ?? 0) + here
          high[one] = (high[one] ?? 0) - here
          below += here
        }
        if (below < options.minLeaf || sample.length - below < options.minLeaf) continue
        const both = purity(low, below) + purity(high, sample.length - below)
        if (both <= bestPurity) continue
        bestPurity = both
        best = { column, bin }
      }
    }
    return best
  }
}

/** Shares of a leaf are kept in 255ths. */
const WHOLE = 255

function count(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

/** n·Σp²: the higher for the two sides of a split together, the lower its Gini impurity. */
function purity(counts: Float64Array, total: number): number {
  let squares = 0
  for (const one of counts) squares += one * one
  return squares / total
}
