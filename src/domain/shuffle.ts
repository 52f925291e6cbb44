/** Puts the values into an order of chance, in place: Fisher–Yates, from the last to the second. */
export function shuffle<T>(
  values: { readonly length: number; [index: number]: T },
  random: () => number,
): void {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const kept = values[last] as T
    values[last] = values[other] as T
    values[other] = kept
  }
}
