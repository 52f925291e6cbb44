import { cohenKappa } from './cohen-kappa.ts'
import { addTo, type ContingencyTable, codeOf, emptyTable } from './contingency-table.ts'
import { everyPosition } from './every-position.ts'

/** One label per conversation, in the same order for everyone; null where this rater gave none. */
export type Labels = readonly (string | null)[]

export interface RaterCeilingInput {
  raters: readonly { rater: string; labels: Labels }[]
  judge: Labels
  /** Every category there is, whether used or not. */
  scale: readonly string[]
  /** What a table is worth, such as `(table) => cohenKappa(table).kappa`. @default Cohen's κ */
  score?: (table: ContingencyTable) => number | null
  /** Whom a label is held against: what most of the other raters say, or each of them, 1/m of m. @default majority */
  reference?: 'majority' | 'each'
}

export interface RaterCeiling {
  /** Each rater, and the judge in that rater's place: both against the other raters, on the same `n` conversations. */
  perRater: { rater: string; n: number; human: number | null; judge: number | null }[]
  /** Means over raters weighted by n: what a person reaches, and what the judge does; null where nobody has both. */
  human: number | null
  judge: number | null
  /** judge / human; null unless the latter is above 0. */
  ratio: number | null
  /** Raters that no mean includes, because one of their two scores is undefined. */
  leftOut: string[]
}

/** As `prepareRaterCeiling`, over all conversations. */
export function raterCeiling(input: RaterCeilingInput): RaterCeiling {
  return prepareRaterCeiling(input)(everyPosition(input.judge.length))
}

/**
 * The human ceiling, leaving one rater out: how well one person agrees with the others is as much as can be asked
 * of the judge. Where the majority of the other raters is the reference and they tie, the conversation's weight of 1 is
 * split evenly among the tied categories, since dropping it would leave only what is easy. A conversation counts
 * where the rater, the judge and at least one other rater labelled it. The function returned can be called with any
 * sample of conversations, so a bootstrap codes the labels once.
 * The set-up is that of Calderon, Reichart & Dror 2025, ACL (long papers), p. 16051.
 *
 * @throws GraderError `INTERNAL` where a label is not on the scale.
 */
export function prepareRaterCeiling(input: RaterCeilingInput): (drawn: Uint32Array) => RaterCeiling {
  const { scale, score = (table) => cohenKappa(table).kappa, reference = 'majority' } = input
  const code = (labels: Labels) => labels.map((label) => codeOf(label, scale))
  const judge = code(input.judge)
  const coded = input.raters.map(({ rater, labels }) => ({ rater, codes: code(labels) }))
  const seats = coded.map(({ rater, codes }, seat) => {
    const others = coded.filter((_, other) => other !== seat)
    const held = judge.map((_, at) => {
      const given = others.map((other) => other.codes[at] ?? -1).filter((code) => code >= 0)
      return reference === 'each' ? given.sort() : majorityOf(given)
    })
    return { rater, ...constellations(codes, judge, held) }
  })
  return (drawn) =>
    averaged(
      seats.map(({ rater, kinds, kindOf }) => {
        const counts = new Uint32Array(kinds.length)
        for (const at of drawn) {
          const kind = kindOf[at] ?? -1
          if (kind >= 0) counts[kind] = (counts[kind] ?? 0) + 1
        }
        const tables = { human: emptyTable(scale.length), judge: emptyTable(scale.length) }
        for (const [kind, { mine, its, held }] of kinds.entries())
          for (const category of held) {
            addTo(tables.human, mine, category, (counts[kind] ?? 0) / held.length)
            addTo(tables.judge, its, category, (counts[kind] ?? 0) / held.length)
          }
        const n = counts.reduce((total, count) => total + count, 0)
        return { rater, n, human: score(tables.human), judge: score(tables.judge) }
      }),
    )
}

interface Constellation {
  mine: number
  its: number
  /** The categories both are held against, with equal weights that add up to 1. */
  held: number[]
}

/** The few combinations of labels there are, and which one each conversation has (−1: it does not count). */
function constellations(codes: readonly number[], judge: readonly number[], against: readonly number[][]) {
  const kinds: Constellation[] = []
  const places = new Map<string, number>()
  const kindOf = Int32Array.from(codes, (mine, at) => {
    const [its, held] = [judge[at] ?? -1, against[at] ?? []]
    if (mine < 0 || its < 0 || held.length === 0) return -1
    const key = [mine, its, ...held].join()
    const place = places.get(key) ?? kinds.push({ mine, its, held }) - 1
    places.set(key, place)
    return place
  })
  return { kinds, kindOf }
}

/** The most frequent codes, several where they tie; none where no label was given. */
function majorityOf(codes: readonly number[]): number[] {
  const counts = new Map<number, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  const most = Math.max(...counts.values())
  return [...counts]
    .filter(([, count]) => count === most)
    .map(([code]) => code)
    .sort()
}

function averaged(perRater: RaterCeiling['perRater']): RaterCeiling {
  let [human, judge, weight] = [0, 0, 0]
  for (const one of perRater) {
    if (one.human === null || one.judge === null) continue
    human += one.n * one.human
    judge += one.n * one.judge
    weight += one.n
  }
  const leftOut = perRater.filter((one) => one.human === null || one.judge === null).map(({ rater }) => rater)
  if (weight === 0) return { perRater, human: null, judge: null, ratio: null, leftOut }
  const ratio = human > 0 ? judge / human : null
  return { perRater, human: human / weight, judge: judge / weight, ratio, leftOut }
}
