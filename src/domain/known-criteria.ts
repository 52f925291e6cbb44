import type { LocalText } from './language.ts'
import { nearestWord } from './nearest-word.ts'
import { placedCriteria, type Scorecard } from './scorecard.ts'

/** The criteria that labels may be of. */
export interface KnownCriteria {
  ids: ReadonlySet<string>
  /** By id, where a scorecard gives one. */
  titles: ReadonlyMap<string, LocalText>
  /** Whether criteria that are not known are taken too. */
  takesNew: boolean
}

/**
 * The criteria of scorecards, and others by their ids.
 * @param scorecards where two give a criterion different titles, the first one counts
 */
export function knownCriteria(
  scorecards: readonly Pick<Scorecard, 'sections' | 'redLines' | 'adjustments'>[],
  { others = [], takesNew = false }: { others?: Iterable<string>; takesNew?: boolean } = {},
): KnownCriteria {
  const criteria = scorecards.flatMap((card) => placedCriteria(card).map(({ criterion }) => criterion))
  const titled = criteria.flatMap(({ id, title }): [string, LocalText][] =>
    title === undefined ? [] : [[id, title]],
  )
  return {
    ids: new Set([...criteria.map(({ id }) => id), ...others]),
    titles: new Map(titled.reverse()),
    takesNew,
  }
}

/** The criterion whose title in either language this is; null where there is none, or more than one. */
export function criterionTitled({ titles }: KnownCriteria, text: string): string | null {
  const wanted = folded(text)
  const found = [...titles].filter(([, title]) => Object.values(title).some((one) => folded(one) === wanted))
  const [first, ...others] = found
  return first === undefined || others.length > 0 ? null : first[0]
}

/** What is wrong with the id of a criterion, with the nearest that is known; null where nothing is. */
export function unknownCriterion(known: KnownCriteria, id: string): string | null {
  if (known.takesNew || known.ids.has(id)) return null
  return `"${id}" is a criterion of no scorecard${sayNearest(known, id)}, or give its scorecard with --scorecard FILE, or take it as it is with --new-criteria`
}

/** `: expected no_blame_shifting (不推诿责任)`, or how to find one where nothing is near. */
export function sayNearest({ ids, titles }: KnownCriteria, word: string): string {
  const words = [
    ...Array.from(ids, (id): [string, string] => [id, id]),
    ...[...titles].flatMap(([id, title]) => Object.values(title).map((one): [string, string] => [one, id])),
  ]
  const near = nearestWord(
    word,
    words.map(([one]) => one),
  )
  const id = words.find(([one]) => one === near)?.[1]
  if (id === undefined) return ': expected the id or title of one (they stand in the scorecards)'
  const title = titles.get(id)
  return `: expected ${id}${title === undefined ? '' : ` (${title['zh-CN']}, ${title.en})`}`
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}
