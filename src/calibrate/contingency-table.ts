import { GraderError } from '../domain/errors.ts'
import { everyPosition } from './every-position.ts'

/** What two raters said of one conversation; null where one said nothing. By convention people first, judge second. */
export type LabelPair = readonly [first: string | null, second: string | null]

/** Counts, or weights: rows are the first rater's categories, columns the second's, both in the scale's order. */
export type ContingencyTable = readonly (readonly number[])[]

/** Pairs as cell numbers, so that thousands of resamples can be counted without comparing texts. */
export interface CodedPairs {
  /** Number of categories of the scale. */
  size: number
  /** Per pair row × size + column; −1 where a label is missing. */
  cells: Int32Array
  /** What each pair counts for, such as 1/π where it was selected with probability π; 1 where not given. */
  weights?: Float64Array
}

/**
 * The table of all pairs that have both labels. The scale is given, never learnt from the labels: a category
 * nobody used is still one that could have been (it counts in AC1's chance agreement).
 *
 * @throws GraderError `INTERNAL` where a label is not on the scale.
 */
export function tableOf(pairs: readonly LabelPair[], scale: readonly string[]): ContingencyTable {
  const coded = codePairs(pairs, scale)
  return drawnTable(coded, everyPosition(pairs.length))
}

/** As `tableOf`, the first half of it: labels become numbers once. `weights` are one per pair. Same error. */
export function codePairs(
  pairs: readonly LabelPair[],
  scale: readonly string[],
  weights?: readonly number[],
): CodedPairs {
  const cells = Int32Array.from(pairs, ([first, second]) => {
    const row = codeOf(first, scale)
    const column = codeOf(second, scale)
    return row < 0 || column < 0 ? -1 : row * scale.length + column
  })
  return { size: scale.length, cells, ...(weights !== undefined && { weights: Float64Array.from(weights) }) }
}

/** The table of the pairs at these positions, each as often as it is named. */
export function drawnTable({ size, cells, weights }: CodedPairs, drawn: Uint32Array): ContingencyTable {
  const table = emptyTable(size)
  for (const position of drawn) {
    const cell = cells[position] ?? -1
    if (cell >= 0) addTo(table, Math.floor(cell / size), cell % size, weights?.[position] ?? 1)
  }
  return table
}

export function emptyTable(size: number): number[][] {
  return Array.from({ length: size }, () => new Array<number>(size).fill(0))
}

export function addTo(table: number[][], row: number, column: number, weight: number): void {
  const cells = table[row]
  if (cells !== undefined) cells[column] = (cells[column] ?? 0) + weight
}

/** A label's place on the scale; −1 for a missing label. Throws as `tableOf`. */
export function codeOf(label: string | null, scale: readonly string[]): number {
  if (label === null) return -1
  const code = scale.indexOf(label)
  if (code < 0) throw new GraderError('INTERNAL', `label "${label}" is not on the scale ${scale.join(', ')}`)
  return code
}
