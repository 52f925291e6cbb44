/** Of a word's length: further apart than this, two words have nothing to do with each other. */
const FURTHEST = 0.4

/**
 * The word that is most like another: that holds it whole, or that fewest letters added, dropped, changed or swapped
 * with their neighbour make into it (optimal string alignment). The first of several; null where none is like it.
 */
export function nearestWord(word: string, words: readonly string[]): string | null {
  const wanted = letters(word)
  const far = (one: string): number => {
    const other = letters(one)
    if (wanted.length > 1 && other.join('').includes(wanted.join(''))) return 0
    return distance(wanted, other) / Math.max(wanted.length, other.length, 1)
  }
  const ranked = words.map((one) => ({ one, far: far(one) })).sort((a, b) => a.far - b.far)
  const [first] = ranked
  return first === undefined || first.far > FURTHEST ? null : first.one
}

function letters(word: string): string[] {
  return Array.from(word.normalize('NFKC').toLowerCase())
}

function distance(a: readonly string[], b: readonly string[]): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (const [i, letter] of a.entries()) {
    const row = [i + 1]
    for (const [j, other] of b.entries()) {
      const changed = (last[j] ?? 0) + (letter === other ? 0 : 1)
      const swapped =
        letter === b[j - 1] && other === a[i - 1] ? (before[j - 1] ?? Number.POSITIVE_INFINITY) + 1 : changed
      row.push(Math.min(changed, swapped, (last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1))
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
