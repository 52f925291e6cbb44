/** The n-grams that a model has weights for, by their hashes; an open-addressing table, because every n-gram is looked up. */
export interface Vocabulary {
  /** The hash of each row. */
  keys: Int32Array
  /** Power-of-two table: the row + 1, and 0 where a slot is free. */
  slots: Uint16Array
}

/** At most this many n-grams, so that a row fits into a slot. */
export const MOST_GRAMS = 60_000

export function makeVocabulary(keys: Int32Array): Vocabulary {
  let size = 1024
  while (size < 3 * keys.length) size *= 2
  const slots = new Uint16Array(size)
  for (const [row, key] of keys.entries()) {
    let slot = key & (size - 1)
    while (slots[slot] !== 0) slot = (slot + 1) & (size - 1)
    slots[slot] = row + 1
  }
  return { keys, slots }
}

/** The n-gram's row; −1 where the model does not know it. */
export function rowOfGram({ keys, slots }: Vocabulary, hash: number): number {
  const mask = slots.length - 1
  let slot = hash & mask
  for (;;) {
    const row = (slots[slot] as number) - 1
    if (row < 0 || keys[row] === hash) return row
    slot = (slot + 1) & mask
  }
}
