/** A dictionary of phrases, searched at one place of a text: the longest phrase that begins there wins. */
export interface PhraseTrie {
  /** The value of the longest phrase at `at`, or 0; `matchEnd` then says where it ends. */
  match(text: string, at: number): number
  matchEnd: number
  /** Whether any phrase may begin with these two units: false rules it out, more quickly than `match` does. */
  mayBegin(unit: number, next: number): boolean
  /** The units with which phrases begin. */
  firstUnits: ReadonlySet<number>
}

const LOWER_A = 97
const LOWER_Z = 122

/** Size of the table of the phrases' first two units. */
const PAIRS = 8192

function pairOf(unit: number, next: number): number {
  return ((unit * 33) ^ next) & (PAIRS - 1)
}

/** Whether the unit is a letter of folded Latin text. */
function isLetter(unit: number): boolean {
  return unit >= LOWER_A && unit <= LOWER_Z
}

/**
 * A trie in two flat arrays, so that a look-up allocates nothing: a table by first unit, which rules out most
 * places, and an open hash of (node, unit) for the rest. A phrase that ends in a letter ends a word. The first
 * value of a phrase stands.
 */
export function makePhraseTrie(entries: Iterable<readonly [phrase: string, value: number]>): PhraseTrie {
  const phrases = [...entries].filter(([phrase]) => phrase !== '')
  const prefixes = new Set(
    phrases.flatMap(([phrase]) => [...phrase.split('').keys()].map((at) => phrase.slice(0, at + 1))),
  )
  // Small enough for a processor's nearest memory, with room between the entries.
  const bits = Math.ceil(Math.log2(prefixes.size * 2 + 2))
  const keys = new Int32Array(2 ** bits)
  const nodes = new Uint16Array(2 ** bits)
  const values = new Uint16Array(prefixes.size + 1)
  const first = new Uint16Array(0x10000)
  const alone = new Uint8Array(0x10000)
  const pairs = new Uint8Array(PAIRS)
  let count = 0

  /** The slot of (node, unit), or the free one where it belongs. */
  function slotOf(key: number): number {
    let slot = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (keys.length - 1)
    return slot
  }

  for (const [phrase, value] of phrases) {
    if (phrase.length === 1) alone[phrase.charCodeAt(0)] = 1
    else pairs[pairOf(phrase.charCodeAt(0), phrase.charCodeAt(1))] = 1
    let node = first[phrase.charCodeAt(0)] ?? 0
    if (node === 0) {
      count += 1
      node = count
      first[phrase.charCodeAt(0)] = node
    }
    for (let at = 1; at < phrase.length; at += 1) {
      const key = (node << 16) | phrase.charCodeAt(at)
      const slot = slotOf(key)
      if (keys[slot] === 0) {
        count += 1
        keys[slot] = key
        nodes[slot] = count
      }
      node = nodes[slot] ?? 0
    }
    if (values[node] === 0) values[node] = value
  }

  const trie: PhraseTrie = {
    matchEnd: 0,
    mayBegin: (unit, next) => pairs[pairOf(unit, next)] !== 0 || alone[unit] !== 0,
    firstUnits: new Set(phrases.map(([phrase]) => phrase.charCodeAt(0))),
    match(text, at) {
      let node = first[text.charCodeAt(at)] ?? 0
      if (node === 0) return 0
      let found = 0
      let before = 0
      for (let next = at + 1; ; next += 1) {
        const value = values[node] ?? 0
        if (next >= text.length) {
          if (value === 0) return found
          trie.matchEnd = next
          return value
        }
        const unit = text.charCodeAt(next)
        if (value !== 0 && !(isLetter(unit) && isLetter(next === at + 1 ? text.charCodeAt(at) : before))) {
          found = value
          trie.matchEnd = next
        }
        // A free slot holds the node 0, which has no phrases.
        node = nodes[slotOf((node << 16) | unit)] ?? 0
        if (node === 0) return found
        before = unit
      }
    },
  }
  return trie
}
