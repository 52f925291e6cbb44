import { z } from 'zod'
import { mix, readUnits, type Units } from './units.ts'

const Category = z.strictObject({
  by: z.enum(['agent', 'customer', 'any']),
  zh: z.array(z.string().min(1)),
  en: z.array(z.string().min(1)),
})
/**
 * Word lists by category; each is looked for in what this side says. Between the parts of a phrase that "…" divides may
 * lie up to `MOST_BETWEEN` units of the same sentence.
 */
export const Lexicon = z.record(z.string(), Category)
export type Lexicon = z.infer<typeof Lexicon>

const GAP = '…'
const MOST_BETWEEN = 8
const SENTENCE_ENDS = new Uint8Array(0x40)
for (const mark of '.!?;') SENTENCE_ENDS[mark.charCodeAt(0)] = 1
const MOST_HITS = 3
const TABLE = 1 << 16
const MASK = TABLE - 1
/** A unit that is a phrase, or a part before a gap, by itself, or begins one. */
const ALONE = 3
const LONGER = 1

interface Node {
  next: Map<number, Node>
  /** Categories whose phrase ends here. */
  ends: number[]
  /** Where what follows a gap begins. */
  gap: Node | null
  /** A bit for each unit in `next`, which tells most others from them quickly. */
  mask: number
  /** The last beginning from which this end was counted over a gap. */
  countedFrom: number
}

export interface LexiconFinder {
  categories: readonly string[]
  /** How many phrases of each category that is this side's stand in the units, at most 3. */
  count(units: Units, side: 'agent' | 'customer'): Uint8Array
}

/** Makes one tree of all phrases over units, so that a turn is read once for all categories. */
export function makeLexiconFinder(lexicon: Lexicon): LexiconFinder {
  const categories = Object.keys(lexicon)
  const isOf = (side: 'agent' | 'customer') =>
    Uint8Array.from(categories, (category) => (lexicon[category]?.by === side ? 1 : 0))
  const agents = isOf('agent')
  const customers = isOf('customer')
  const root = makeNode()
  for (const [index, category] of categories.entries()) {
    const { zh, en } = lexicon[category] ?? { zh: [], en: [] }
    for (const phrase of [...zh, ...en]) addPhrase(phrase, index)
  }
  // Most units begin no phrase, nor do most pairs; tables tell them apart more quickly than the tree.
  const begins = new Uint8Array(TABLE)
  const pairs = new Uint8Array(TABLE)
  for (const [first, node] of root.next) {
    const alone = node.ends.length > 0 || node.gap !== null
    begins[first & MASK] = alone ? ALONE : (begins[first & MASK] ?? 0) | LONGER
    for (const second of node.next.keys()) pairs[mix(first, second) & MASK] = 1
  }
  return {
    categories,
    count(units, side) {
      const { count, hashes } = units
      const counts = new Uint8Array(categories.length)
      const otherSides = side === 'agent' ? customers : agents
      for (let start = 0; start < count; start += 1) {
        const unit = hashes[start] as number
        const kind = begins[unit & MASK] as number
        if (kind === 0) continue
        if (kind === LONGER && pairs[mix(unit, hashes[start + 1] ?? 0) & MASK] === 0) continue
        let node = root.next.get(unit)
        for (let at = start + 1; node !== undefined; at += 1) {
          if (node.ends.length > 0) hit(node.ends, counts, otherSides)
          if (node.gap !== null) {
            beginning += 1
            lookBehindGap(node.gap, units, at, counts, otherSides)
          }
          node = at < count ? nextOf(node, hashes[at] as number) : undefined
        }
      }
      return counts
    },
  }

  function addPhrase(phrase: string, category: number) {
    const parts = phrase.split(GAP).map(readUnits)
    let node = root
    for (const [place, { count, hashes }] of parts.filter(({ count }) => count > 0).entries()) {
      if (place > 0) {
        node.gap ??= makeNode()
        node = node.gap
      }
      for (const hash of hashes.subarray(0, count)) {
        let next = node.next.get(hash)
        if (next === undefined) {
          next = makeNode()
          node.next.set(hash, next)
          node.mask |= 1 << hash
        }
        node = next
      }
    }
    if (node !== root && !node.ends.includes(category)) node.ends.push(category)
  }
}

function makeNode(): Node {
  return { next: new Map(), ends: [], gap: null, mask: 0, countedFrom: 0 }
}

/** Counted up by every phrase with a gap that is begun. */
let beginning = 0

/** A phrase counts once from one beginning, however often its last part follows. */
function lookBehindGap(
  part: Node,
  units: Units,
  from: number,
  counts: Uint8Array,
  otherSides: Uint8Array,
): void {
  const { count, hashes } = units
  const last = Math.min(count - 1, from + MOST_BETWEEN)
  for (let start = from; start <= last; start += 1) {
    const unit = hashes[start] as number
    let node = nextOf(part, unit)
    for (let at = start + 1; node !== undefined; at += 1) {
      if (node.ends.length > 0 && node.countedFrom !== beginning) {
        node.countedFrom = beginning
        hit(node.ends, counts, otherSides)
      }
      if (node.gap !== null) lookBehindGap(node.gap, units, at, counts, otherSides)
      node = at < count ? nextOf(node, hashes[at] as number) : undefined
    }
    if (unit >= 0 && unit < SENTENCE_ENDS.length && SENTENCE_ENDS[unit] === 1) break
  }
}

function nextOf({ next, mask }: Node, unit: number): Node | undefined {
  return (mask & (1 << unit)) === 0 ? undefined : next.get(unit)
}

/** Counts a phrase of these categories; those of the other side are left out. */
function hit(ends: readonly number[], counts: Uint8Array, otherSides: Uint8Array): void {
  for (const category of ends) {
    const before = counts[category] as number
    if (before < MOST_HITS && otherSides[category] === 0) counts[category] = before + 1
  }
}
