import type { Criterion, Scorecard } from './scorecard.ts'
import { type Asks, fieldChange, fieldsOf, reordered, type ScorecardChange } from './scorecard-change.ts'

/** Fields of a judged criterion that a judge, or the decision whom to ask, depends on. */
const ASKED: ReadonlySet<string> = new Set([
  'by',
  'when',
  'asks',
  'pass',
  'fail',
  'notApplicable',
  'examples',
  'levels',
])
const FORM_FIELDS = ['id', 'version', 'title', 'language', 'appliesTo', 'method', 'passMark'] as const

/** What changed from `a` to `b`, in the order form, calendar, acts, sections, criteria. */
export function diffScorecards(a: Scorecard, b: Scorecard): ScorecardChange[] {
  return [
    ...FORM_FIELDS.flatMap((field) =>
      fieldChange('form', null, field, a[field], b[field], () => field === 'language'),
    ),
    ...fieldsOf('calendar', null, a.calendar ?? {}, b.calendar ?? {}, () => false),
    ...diffMembers('act', entriesById(a.acts), entriesById(b.acts), () => true),
    ...diffMembers('section', sectionsOf(a), sectionsOf(b), () => false),
    ...diffCriteria(placesOf(a), placesOf(b)),
  ]
}

type Members = ReadonlyMap<string, object>

function diffMembers(what: ScorecardChange['what'], a: Members, b: Members, asks: Asks): ScorecardChange[] {
  const changes: ScorecardChange[] = []
  for (const [id, from] of a) {
    const to = b.get(id)
    if (to === undefined)
      changes.push({ what, id, change: 'removed', field: null, from, to: null, asks_anew: asks('') })
    else changes.push(...fieldsOf(what, id, from, to, asks))
  }
  for (const [id, to] of b) {
    if (a.has(id)) continue
    changes.push({ what, id, change: 'added', field: null, from: null, to, asks_anew: asks('') })
  }
  // Acts have no order: the form's hash does not depend on it either.
  return what === 'act' ? changes : [...changes, ...reordered(what, null, [...a.keys()], [...b.keys()])]
}

interface Placed {
  criterion: Criterion
  /** A section's id, `redLines` or `adjustments`. */
  place: string
}

function diffCriteria(a: ReadonlyMap<string, Placed>, b: ReadonlyMap<string, Placed>): ScorecardChange[] {
  const changes: ScorecardChange[] = []
  const what = 'criterion'
  for (const [id, { criterion: from, place }] of a) {
    const after = b.get(id)
    if (after === undefined) {
      const asks_anew = from.by !== 'check'
      changes.push({ what, id, change: 'removed', field: null, from, to: null, asks_anew })
      continue
    }
    const to = after.criterion
    if (place !== after.place)
      changes.push({
        what,
        id,
        change: 'moved',
        field: null,
        from: place,
        to: after.place,
        asks_anew: false,
      })
    changes.push(...fieldsOf(what, id, flat(from), flat(to), asksAnew(from, to)))
  }
  for (const [id, { criterion: to }] of b) {
    if (!a.has(id))
      changes.push({ what, id, change: 'added', field: null, from: null, to, asks_anew: to.by !== 'check' })
  }
  for (const place of new Set([...a.values()].map((one) => one.place)))
    changes.push(...reordered(what, place, idsAt(a, place), idsAt(b, place)))
  return changes
}

/** Code decides checks and steps over marked acts; a judge is asked only where one side is a judgment. */
function asksAnew(from: Criterion, to: Criterion): Asks {
  const judged = from.by === 'judgment' || to.by === 'judgment'
  return (field) => judged && ASKED.has(field)
}

function entriesById(acts: Scorecard['acts']): Members {
  return new Map(Object.entries(acts))
}

function sectionsOf({ sections }: Scorecard): Members {
  return new Map(sections.map(({ id, title, weight }) => [id, { title, weight }]))
}

function placesOf({ sections, redLines, adjustments }: Scorecard): ReadonlyMap<string, Placed> {
  const all: Placed[] = [
    ...sections.flatMap(({ id, criteria }) => criteria.map((criterion) => ({ criterion, place: id }))),
    ...redLines.map((criterion) => ({ criterion, place: 'redLines' })),
    ...adjustments.map((criterion) => ({ criterion, place: 'adjustments' })),
  ]
  return new Map(all.map((placed) => [placed.criterion.id, placed]))
}

function idsAt(placed: ReadonlyMap<string, Placed>, place: string): string[] {
  return [...placed.values()].filter((one) => one.place === place).map(({ criterion }) => criterion.id)
}

/** A criterion's fields, a check's parameters each as one of their own. */
function flat(criterion: Criterion): object {
  if (criterion.by !== 'check') return criterion
  const { params, ...rest } = criterion
  const named = Object.entries(params).map(([name, value]): [string, unknown] => [`params.${name}`, value])
  return { ...rest, ...Object.fromEntries(named) }
}
