import { type ContingencyTable, codeOf } from './contingency-table.ts'
import { everyPosition } from './every-position.ts'

/** Units (conversations) that were rated alike, by however many raters. */
export interface RatedUnits {
  /** How many raters named each category, in the scale's order. */
  ratings: readonly number[]
  /** How many such units there are. */
  units: number
}

/** Units by how they were rated, so that thousands of resamples can be counted without looking at labels. */
export interface CodedUnits {
  kinds: readonly (readonly number[])[]
  /** Per unit its place among `kinds`; −1 where nobody rated it. */
  kindOf: Int32Array
}

/**
 * Labels of any number of raters, one per unit and in the same order for each, null where a rater gave none. The scale
 * is given, never learnt from the labels.
 *
 * @throws GraderError `INTERNAL` where a label is not on the scale.
 */
export function ratedUnits(
  raters: readonly (readonly (string | null)[])[],
  scale: readonly string[],
): RatedUnits[] {
  const coded = codeUnits(raters, scale)
  return drawnUnits(coded, everyPosition(coded.kindOf.length))
}

/** As `ratedUnits`, the first half of it. Same error. */
export function codeUnits(
  raters: readonly (readonly (string | null)[])[],
  scale: readonly string[],
): CodedUnits {
  const codes = raters.map((labels) => labels.map((label) => codeOf(label, scale)))
  const kinds: number[][] = []
  const places = new Map<string, number>()
  const units = raters.reduce((most, labels) => Math.max(most, labels.length), 0)
  const kindOf = Int32Array.from({ length: units }, (_, unit) => {
    const ratings = scale.map((_, code) => codes.filter((labels) => labels[unit] === code).length)
    if (ratings.every((count) => count === 0)) return -1
    const key = ratings.join()
    const place = places.get(key) ?? kinds.push(ratings) - 1
    places.set(key, place)
    return place
  })
  return { kinds, kindOf }
}

/** The units at these positions, each as often as it is named. */
export function drawnUnits({ kinds, kindOf }: CodedUnits, drawn: Uint32Array): RatedUnits[] {
  const counts = new Uint32Array(kinds.length)
  for (const position of drawn) {
    const kind = kindOf[position] ?? -1
    if (kind >= 0) counts[kind] = (counts[kind] ?? 0) + 1
  }
  return kinds.flatMap((ratings, kind) => {
    const units = counts[kind] ?? 0
    return units === 0 ? [] : [{ ratings, units }]
  })
}

/** The units of a table of two raters: a cell is a kind of unit. */
export function unitsOfTable(table: ContingencyTable): RatedUnits[] {
  return table.flatMap((line, row) =>
    line.flatMap((units, column) => {
      if (units === 0) return []
      const ratings = table.map((_, at) => (at === row ? 1 : 0) + (at === column ? 1 : 0))
      return [{ ratings, units }]
    }),
  )
}
