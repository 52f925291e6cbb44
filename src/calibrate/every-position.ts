/** 0, 1, …, units − 1: the sample that is all of them, each once. */
export function everyPosition(units: number): Uint32Array {
  return Uint32Array.from({ length: units }, (_, position) => position)
}
