import type { EvalReport, SliceReport } from '../../src/calibrate/eval-report.ts'
import { ratio, ratioInterval } from '../../src/report/eval-format.ts'
import { count } from '../../src/report/format.ts'
import { markdownTable } from './markdown-table.ts'

/** One row a language or channel, one column a set; empty where a set has none of it. */
export function sliceTable(reports: readonly EvalReport[]): string {
  const rows = (['language', 'channel'] as const).flatMap((by) => {
    const values = new Set(
      reports.flatMap(({ slices }) => slices.filter((slice) => slice.by === by).map(({ value }) => value)),
    )
    return [...values].map((value) => [
      value,
      ...reports.map(({ slices }) =>
        cellOf(slices.find((slice) => slice.by === by && slice.value === value)),
      ),
    ])
  })
  return markdownTable([['slice', ...reports.map(({ set }) => set.name)], ...rows])
}

function cellOf(slice: SliceReport | undefined): string {
  if (slice === undefined) return ''
  const { macroKappa, conversations, few } = slice
  const interval = macroKappa.interval === null ? '' : ratioInterval(macroKappa.interval)
  const parts = [`${ratio(macroKappa.value)}${few ? '\\*' : ''}`, interval, `(${count(conversations)})`]
  return parts.filter((part) => part !== '').join(' ')
}
