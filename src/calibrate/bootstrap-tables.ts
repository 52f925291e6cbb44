import { GraderError } from '../domain/errors.ts'
import { type BootstrapInterval, type BootstrapOptions, bootstrapIntervals } from './bootstrap-interval.ts'
import { type CodedPairs, type ContingencyTable, emptyTable } from './contingency-table.ts'

/**
 * As `bootstrapIntervals`, for statistics of tables: conversations are drawn once per replicate for all criteria, and
 * what is drawn is counted into one table per criterion, which the next draw overwrites. For the same seed the same
 * replicates, as fast as counting goes: 2,000 draws of 2,000 conversations × 10 criteria take a fraction of a second.
 *
 * @throws GraderError `INTERNAL` where the criteria are not labelled on the same conversations.
 */
export function bootstrapTables<Name extends string>(
  criteria: readonly CodedPairs[],
  statistics: (tables: readonly ContingencyTable[]) => Record<Name, number | null>,
  options: BootstrapOptions,
): Record<Name, BootstrapInterval> {
  const units = criteria[0]?.cells.length ?? 0
  for (const { cells } of criteria)
    if (cells.length !== units)
      throw new GraderError(
        'INTERNAL',
        `criteria of ${units} and of ${cells.length} conversations in one draw`,
      )
  const counters = criteria.map(prepareCounter)
  const tables = counters.map(({ table }) => table)
  return bootstrapIntervals(
    units,
    (drawn) => {
      for (const { count } of counters) count(drawn)
      return statistics(tables)
    },
    options,
  )
}

/** Counts draws without a branch or an allocation: what lacks a label goes into a place behind the table's cells. */
function prepareCounter({ size, cells, weights }: CodedPairs): {
  table: ContingencyTable
  count(drawn: Uint32Array): void
} {
  const table = emptyTable(size)
  const places = Uint32Array.from(cells, (cell) => (cell < 0 ? size * size : cell))
  const worth = weights ?? new Float64Array(cells.length).fill(1)
  const counts = new Float64Array(size * size + 1)
  return {
    table,
    count(drawn) {
      counts.fill(0)
      for (let at = 0; at < drawn.length; at += 1) {
        const position = drawn[at] ?? 0
        const place = places[position] ?? 0
        counts[place] = (counts[place] ?? 0) + (worth[position] ?? 0)
      }
      for (const [row, line] of table.entries())
        for (let column = 0; column < size; column += 1) line[column] = counts[row * size + column] ?? 0
    },
  }
}
