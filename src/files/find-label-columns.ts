import { GraderError, type Issue } from '../domain/errors.ts'
import { criterionTitled, type KnownCriteria } from '../domain/known-criteria.ts'
import type { SetProblem } from './label-record.ts'
import type { SetSettings } from './set-settings.ts'
import { unreadColumn } from './unread-column.ts'

/** Which column of a labels table holds what, by its heading. */
export interface LabelColumns {
  heading: string[]
  id: string
  group: string | null
  criteria: { criterion: string; verdict: string; note: string | null; level: string | null }[]
  /** Columns that say something of the whole row, by what they say. */
  own: ReadonlyMap<string, string>
  /** Columns that are left out, and why. */
  problems: SetProblem[]
}

/** What headings may mean besides what set.yaml says. */
interface Meanings {
  /** Of columns that say something of the whole row, in lower case. */
  own?: ReadonlyMap<string, string>
  /** Whose ids and titles are headings; null: every id is one, and no title. */
  known?: KnownCriteria | null
}

const ID_HEADINGS = new Set([
  'id',
  'conversation',
  'conversation_id',
  'transcript_id',
  '会话',
  '会话id',
  '会话编号',
])
const CRITERION = /^[a-z][a-z0-9_]*$/
const BESIDE = /^[a-z][a-z0-9_]*\.(?:note|level)$/

/**
 * Reads the heading of a labels table: the conversation's id, a column a criterion, for any of them `criterion.note`
 * and `criterion.level`, and what set.yaml says of other headings.
 * @throws GraderError EVAL_SET_INVALID where there is no id, or two columns say the same.
 */
export function findLabelColumns(
  cells: readonly string[],
  file: string,
  { columns, groups }: Pick<SetSettings, 'columns' | 'groups'>,
  { own: ownHeadings = new Map(), known = null }: Meanings = {},
): LabelColumns {
  const heading = cells.map((cell) => cell.trim())
  const meaning = makeMeaning(columns, ownHeadings, known)
  const named = heading.filter((name) => name !== '')
  const ids = named.filter((name) => meaning(name) === 'id')
  const [id] = ids
  const issues = headingIssues(
    named.map((name) => meaning(name)),
    heading,
  )
  if (id === undefined || issues.length > 0)
    throw new GraderError('EVAL_SET_INVALID', 'the heading does not say which column is what', {
      file,
      issues,
    })
  const group = groups.by === 'column' && named.includes(groups.column) ? groups.column : null
  const rest = named.filter((name) => name !== id && name !== group && meaning(name) !== 'ignore')
  const isOwn = new Set(ownHeadings.values())
  const own = new Map(rest.filter((name) => isOwn.has(meaning(name))).map((name) => [meaning(name), name]))
  const beside = new Map(
    rest.filter((name) => BESIDE.test(meaning(name))).map((name) => [meaning(name), name]),
  )
  const isKnown = (criterion: string) => known === null || known.takesNew || known.ids.has(criterion)
  const criteria = rest
    .filter((name) => CRITERION.test(meaning(name)) && !isOwn.has(meaning(name)) && isKnown(meaning(name)))
    .map((verdict) => {
      const criterion = meaning(verdict)
      const [note, level] = ['note', 'level'].map((kind) => beside.get(`${criterion}.${kind}`) ?? null)
      return { criterion, verdict, note: note ?? null, level: level ?? null }
    })
  const read = new Set([
    ...criteria.flatMap(({ verdict, note, level }) => [verdict, note, level]),
    ...own.values(),
  ])
  const problems = rest
    .filter((name) => !read.has(name))
    .map((path) => ({ file, line: 1, path, message: unreadColumn(path, meaning(path), known) }))
  return { heading, id, group, criteria, own, problems }
}

function makeMeaning(
  columns: SetSettings['columns'],
  own: ReadonlyMap<string, string>,
  known: KnownCriteria | null,
): (name: string) => string {
  const mapped = new Map(Object.entries(columns))
  const found = (name: string): string => {
    const said = mapped.get(name) ?? (ID_HEADINGS.has(folded(name)) ? 'id' : name)
    const ofRow = own.get(folded(said))
    if (ofRow !== undefined || known === null || known.ids.has(said)) return ofRow ?? said
    const [, title = said, kind = ''] = /^(.+?)(\.(?:note|level))?$/u.exec(said) ?? []
    const titled = criterionTitled(known, title)
    return titled === null ? said : `${titled}${kind}`
  }
  const meanings = new Map<string, string>()
  return (name) => {
    const meaning = meanings.get(name) ?? found(name)
    meanings.set(name, meaning)
    return meaning
  }
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

function headingIssues(meanings: readonly string[], heading: readonly string[]): Issue[] {
  const twice = new Set(meanings.filter((one, index) => one !== 'ignore' && meanings.indexOf(one) !== index))
  const issues = [...twice].map((path) => ({ path, message: 'two columns say this; name it once' }))
  if (meanings.includes('id')) return issues
  const found = heading.join(', ')
  const separated = heading.length === 1 && /[;\t]/.test(found) ? ' (cells must be separated by commas)' : ''
  const message = `there is no column with the conversation's id, under id or 会话编号, or as set.yaml names it under columns; there is ${found}${separated}`
  return [...issues, { path: 'id', message }]
}
