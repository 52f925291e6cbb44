import { z } from 'zod'
import { type ContingencyTable, type LabelPair, tableOf } from '../../../src/calibrate/contingency-table.ts'

/** Cases write labels as texts, numbers or booleans; null is no label. */
export const AsText = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((label) => (label === null ? null : String(label)))

type Labels = (string | null)[]

const Numbers = z.array(z.number().nullable())
const Columns = z.array(z.array(AsText))
const Given = z.object({
  table: z.array(z.array(z.number())).optional(),
  raters: z
    .union([Columns, z.record(z.string(), z.array(AsText)).transform(Object.values<Labels>)])
    .optional(),
  a: z.array(AsText).optional(),
  b: z.array(AsText).optional(),
  scale: z.array(z.union([z.string(), z.number(), z.boolean()]).transform(String)).optional(),
})

/** A table of two raters, or the labels of each rater; a case without a scale has that of its labels, in order. */
export function ratingsIn(
  input: unknown,
): { scale: string[] } & ({ table: ContingencyTable } | { raters: Labels[] }) {
  const { table, raters, a, b, scale } = Given.parse(input)
  if (table !== undefined) return { table, scale: scale ?? table.map((_, at) => String(at)) }
  const given = raters ?? [a, b].filter((labels) => labels !== undefined)
  return { raters: given, scale: scale ?? categoriesOf(given) }
}

export function tableIn(input: unknown): ContingencyTable {
  const given = ratingsIn(input)
  return 'table' in given ? given.table : tableOf(pairsOf(given.raters), given.scale)
}

export function pairsIn(input: unknown): LabelPair[] {
  const given = ratingsIn(input)
  if ('raters' in given) return pairsOf(given.raters)
  return given.table.flatMap((line, row) =>
    line.flatMap((count, column) =>
      Array.from({ length: count }, (): LabelPair => [String(row), String(column)]),
    ),
  )
}

/** x and y (or a and b) where both have a number. */
export function numberPairsIn(input: unknown): [x: number[], y: number[]] {
  const { x, y } = z
    .union([
      z.object({ x: Numbers, y: Numbers }),
      z.object({ a: Numbers, b: Numbers }).transform(({ a, b }) => ({ x: a, y: b })),
    ])
    .parse(input)
  const both = x.flatMap((first, at): [number, number][] => {
    const second = y[at] ?? null
    return first === null || second === null ? [] : [[first, second]]
  })
  return [both.map(([first]) => first), both.map(([, second]) => second)]
}

/** Every label there is, numbers by size. */
export function categoriesOf(all: readonly (readonly (string | null)[])[]): string[] {
  const labels = [...new Set(all.flat())].filter((label) => label !== null)
  return labels.some((label) => Number.isNaN(Number(label)))
    ? labels.sort()
    : labels.sort((first, second) => Number(first) - Number(second))
}

function pairsOf(raters: readonly Labels[]): LabelPair[] {
  if (raters.length !== 2) throw new Error(`two raters make pairs, not ${raters.length}`)
  const [a = [], b = []] = raters
  return a.map((label, at) => [label, b[at] ?? null])
}
