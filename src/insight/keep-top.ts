/** Keeps the first `limit` of everything offered, in the order of `compare`; the value is built only if it stays. */
export function keepTop<K, T>(
  limit: number,
  compare: (a: K, b: K) => number,
): { offer(key: K, build: () => T): void; list(): T[] } {
  const kept: { key: K; value: T }[] = []
  return {
    offer(key, build) {
      const last = kept.at(-1)
      if (kept.length === limit && (last === undefined || compare(key, last.key) >= 0)) return
      const place = kept.findIndex((other) => compare(key, other.key) < 0)
      kept.splice(place === -1 ? kept.length : place, 0, { key, value: build() })
      if (kept.length > limit) kept.pop()
    },
    list: () => kept.map(({ value }) => value),
  }
}

/** By UTF-16 units: the same order on every machine, whatever its locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
