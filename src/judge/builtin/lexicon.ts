import { z } from 'zod'
import { mix, readUnits, type Units } from './units.ts'

const Category = z.strictObject({
  by: z.enum(['agent', 'customer', 'any']),
  zh: z.array(z.string().min(1)),
  en: z.array(z.string().min(1)),
})
/** Word lists by category; each is looked for in what this side says. */
export const Lexicon = z.record(z.string(), Category)
export type Lexicon = z.infer<typeof Lexicon>

const MOST_HITS = 3
const TABLE = 1 << 16
const MASK = TABLE - 1
/** A unit that is a phrase by itself, or begins one. */
const ALONE = 3
const LONGER = 1

interface Node {
  next: Map<number, Node>
  /** Categories whose phrase ends here. */
  ends: number[]
}

export interface LexiconFinder {
  categories: readonly string[]
  /** How many phrases of each category that is this side's stand in the units, at most 3. */
  count(units: Units, side: 'agent' | 'customer'): Uint8Array
}

/** Makes one tree of all phrases over units, so that a turn is read once for all categories. */
export function makeLexiconFinder(lexicon: Lexicon): LexiconFinder {
  const categories = Object.keys(lexicon)
  const agents = new Set(
    categories.keys().filter((index) => lexicon[categories[index] ?? '']?.by === 'agent'),
  )
  const customers = new Set(
    categories.keys().filter((index) => lexicon[categories[index] ?? '']?.by === 'customer'),
  )
  const root: Node = { next: new Map(), ends: [] }
  for (const [index, category] of categories.entries()) {
    const { zh, en } = lexicon[category] ?? { zh: [], en: [] }
    for (const phrase of [...zh, ...en]) {
      let node = root
      const { count, hashes } = readUnits(phrase)
      for (const hash of hashes.subarray(0, count)) {
        let next = node.next.get(hash)
        if (next === undefined) {
          next = { next: new Map(), ends: [] }
          node.next.set(hash, next)
        }
        node = next
      }
      if (count > 0 && !node.ends.includes(index)) node.ends.push(index)
    }
  }
  // Most units begin no phrase, nor do most pairs; tables tell them apart more quickly than the tree.
  const begins = new Uint8Array(TABLE)
  const pairs = new Uint8Array(TABLE)
  for (const [first, node] of root.next) {
    begins[first & MASK] = node.ends.length > 0 ? ALONE : (begins[first & MASK] ?? 0) | LONGER
    for (const second of node.next.keys()) pairs[mix(first, second) & MASK] = 1
  }
  return {
    categories,
    count({ count, hashes }, side) {
      const counts = new Uint8Array(categories.length)
      const otherSides = side === 'agent' ? customers : agents
      for (let start = 0; start < count; start += 1) {
        const unit = hashes[start] ?? 0
        const kind = begins[unit & MASK] ?? 0
        if (kind === 0) continue
        if (kind === LONGER && pairs[mix(unit, hashes[start + 1] ?? 0) & MASK] === 0) continue
        let node = root.next.get(unit)
        for (let at = start + 1; node !== undefined; at += 1) {
          for (const category of node.ends) {
            const before = counts[category] ?? 0
            if (before < MOST_HITS && !otherSides.has(category)) counts[category] = before + 1
          }
          node = at < count ? node.next.get(hashes[at] ?? 0) : undefined
        }
      }
      return counts
    },
  }
}
