import type { Evidence } from '../domain/finding.ts'

/** The ranges that evidence quotes of one turn, in order; those that touch are one. */
export function quotedRanges(evidence: readonly Evidence[]): [start: number, end: number][] {
  const ranges = evidence.flatMap(({ start, end }): [number, number][] =>
    start === null || end === null || end <= start ? [] : [[start, end]],
  )
  const result: [number, number][] = []
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1)
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
    else result.push([start, end])
  }
  return result
}
