import { GraderError, type Issue } from '../domain/errors.ts'
import type { SetProblem } from './label-record.ts'
import type { SetSettings } from './set-settings.ts'

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
 * @param ownHeadings what headings of columns mean that say something of the whole row, in lower case
 * @throws GraderError EVAL_SET_INVALID where there is no id, or two columns say the same.
 */
export function findLabelColumns(
  cells: readonly string[],
  file: string,
  { columns, groups }: Pick<SetSettings, 'columns' | 'groups'>,
  ownHeadings: ReadonlyMap<string, string> = new Map(),
): LabelColumns {
  const heading = cells.map((cell) => cell.trim())
  const mapped = new Map(Object.entries(columns))
  const meaning = (name: string) => {
    const said = mapped.get(name) ?? (ID_HEADINGS.has(folded(name)) ? 'id' : name)
    return ownHeadings.get(folded(said)) ?? said
  }
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
  const criteria = rest
    .filter((name) => CRITERION.test(meaning(name)) && !isOwn.has(meaning(name)))
    .map((verdict) => {
      const criterion = meaning(verdict)
      const [note, level] = ['note', 'level'].map((kind) => beside.get(`${criterion}.${kind}`) ?? null)
      return { criterion, verdict, note: note ?? null, level: level ?? null }
    })
  const read = new Set([
    ...criteria.flatMap(({ verdict, note, level }) => [verdict, note, level]),
    ...own.values(),
  ])
  const strange = rest.filter((name) => !read.has(name))
  return { heading, id, group, criteria, own, problems: strange.map((name) => notRead(name, file)) }
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

function notRead(path: string, file: string): SetProblem {
  const message =
    'this column is no criterion id and was left out; say under columns in set.yaml which criterion it is, or ignore'
  return { file, line: 1, path, message }
}
