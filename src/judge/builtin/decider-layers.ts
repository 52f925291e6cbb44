import type { ByteReader, ByteWriter } from './bytes.ts'
import type { Decider } from './criterion-model.ts'
import { type Forest, NODE_SIZE } from './forest.ts'
import type { WeightsHeader } from './weights-header.ts'

type Layer = WeightsHeader['criteria'][number]['layers'][number]

/** The sizes of a decider and of those that it was tuned from, which come first. */
export function layersOf({ classes, forest, prior }: Decider): Layer[] {
  const sizes = forest && {
    trees: forest.roots.length,
    nodes: forest.nodes.length / NODE_SIZE,
    leaves: forest.leaves.length / classes,
  }
  return [...(prior === null ? [] : layersOf(prior.decider)), { classes, forest: sizes }]
}

/** Writes the decider's numbers after those of the one that it was tuned from. */
export function writeDecider(writer: ByteWriter, { weights, forest, prior }: Decider): void {
  if (prior !== null) {
    writeDecider(writer, prior.decider)
    writer.float32(prior.weights)
  }
  writer.float32(weights)
  if (forest === null) return
  writer.int16(forest.roots)
  writer.int16(forest.nodes)
  writer.uint8(forest.leaves)
}

/**
 * Reads what `writeDecider` wrote, of the sizes that `layersOf` gave.
 * @throws RangeError where the bytes end too early, or a tree would never end.
 */
export function readLayers(reader: ByteReader, layers: readonly Layer[], width: number): Decider {
  const decider = layers.reduce<Decider | null>(
    (before, layer) => readLayer(reader, layer, before, width),
    null,
  )
  if (decider === null) throw new RangeError('a criterion has no decider')
  return decider
}

function readLayer(
  reader: ByteReader,
  { classes, forest }: Layer,
  before: Decider | null,
  width: number,
): Decider {
  return {
    classes,
    prior: before && { decider: before, weights: reader.float32(classes * before.classes) },
    weights: reader.float32(classes * (width + 1)),
    forest: forest && readForest(reader, classes, forest, width),
  }
}

function readForest(
  reader: ByteReader,
  classes: number,
  { trees, nodes, leaves }: NonNullable<Layer['forest']>,
  width: number,
): Forest {
  const forest = {
    roots: reader.int16(trees),
    nodes: reader.int16(NODE_SIZE * nodes),
    leaves: reader.uint8(leaves * classes),
  }
  const leads = (to: number, after: number) => (to < 0 ? -1 - to < leaves : to > after && to < nodes)
  const isNode = (node: number) => {
    const [feature = -1, , low = 0, high = 0] = forest.nodes.subarray(node * NODE_SIZE)
    return feature >= 0 && feature < width && leads(low, node) && leads(high, node)
  }
  // A child behind its parent ends, whatever is asked.
  if (
    !forest.roots.every((root) => leads(root, -1)) ||
    !Array.from({ length: nodes }, (_, node) => node).every(isNode)
  )
    throw new RangeError('a tree of it does not end')
  return forest
}
