import { GraderError, type Issue } from '../domain/errors.ts'
import type { ScoreReading, SettledScores } from '../domain/rater-scores.ts'
import type { Row } from '../intake/group-rows.ts'
import { blindOf } from './blind-of.ts'
import type { SettledDefaults } from './import-defaults.ts'
import type { SetProblem } from './label-record.ts'
import { readHeadedTable } from './read-headed-table.ts'
import { withDefaults } from './read-import-lines.ts'
import { textIn, unreadableVerdict, verdictOf } from './read-label-table.ts'

/** The headings that `eval disagreements --csv` writes, in both languages; other columns are there to be read. */
const HEADINGS: Record<string, string[]> = {
  id: ['id', '会话编号'],
  criterion: ['criterion', '质检项'],
  settled: ['settled', '裁定'],
  by: ['by', '裁定人'],
  note: ['note', '裁定说明'],
  at: ['at', '裁定时间'],
  blind: ['blind', '盲评', '盲裁'],
}
const NEEDED = ['id', 'criterion', 'settled']

interface SettledColumns {
  heading: string[]
  problems: SetProblem[]
  of: (name: string) => string | null
}

/**
 * What was settled, one row a conversation and criterion; one whose verdict is empty was left open.
 * @throws GraderError EVAL_SET_INVALID where a column is missing, or stands there twice.
 */
export async function* readSettledTable(
  file: string,
  defaults: SettledDefaults,
): AsyncGenerator<ScoreReading<SettledScores>> {
  const columnsOf = (cells: readonly string[]) => findColumns(cells, file)
  for await (const read of readHeadedTable(file, columnsOf, { tellEmpty: true })) {
    if ('problems' in read) {
      yield read
      continue
    }
    const { line } = read.row
    const scores = readRow(read.row, read.columns, defaults)
    yield Array.isArray(scores)
      ? { problems: scores.map((issue) => ({ file, line, ...issue })) }
      : { scores: { file, line, ...scores } }
  }
}

function findColumns(cells: readonly string[], file: string): SettledColumns {
  const heading = cells.map((cell) => cell.trim())
  const found = Object.entries(HEADINGS).map(([name, words]): [string, string[]] => [
    name,
    heading.filter((one) => words.includes(one.toLowerCase())),
  ])
  const issues = found.flatMap(([name, columns]): Issue[] => {
    if (columns.length > 1) return [{ path: name, message: 'two columns say this; name it once' }]
    const isMissing = columns.length === 0 && NEEDED.includes(name)
    const message = `there is no such column, under ${HEADINGS[name]?.join(' or ')}; there is ${heading.join(', ')}`
    return isMissing ? [{ path: name, message }] : []
  })
  if (issues.length > 0)
    throw new GraderError('EVAL_SET_INVALID', 'is no table that `eval disagreements --csv` wrote', {
      file,
      issues,
    })
  const columns = new Map(found.map(([name, [column]]) => [name, column ?? null]))
  return { heading, problems: [], of: (name) => columns.get(name) ?? null }
}

function readRow(
  { cells, issue }: Row,
  { of }: SettledColumns,
  defaults: SettledDefaults,
): Omit<SettledScores, 'file' | 'line'> | Issue[] {
  const cell = (name: string) => textIn(cells, of(name))
  const word = cell('settled')
  const id = cell('id')
  const criterion = cell('criterion')
  if (word === null && issue === undefined) return { id: id ?? '', by: defaults.by, labels: {}, fields: {} }
  const verdict = word === null ? null : verdictOf(word)
  const at = cell('at')
  const time = at === null ? defaults.at : defaults.parseTime(at)
  const blindWord = cell('blind')
  const blind = blindWord === null ? defaults.blind : blindOf(blindWord)
  const problem = (name: string, message: string): Issue => ({ path: of(name) ?? name, message })
  const issues = [
    ...(issue === undefined ? [] : [issue]),
    ...(id === null ? [problem('id', 'is empty: which conversation is this?')] : []),
    ...(criterion === null ? [problem('criterion', 'is empty: which criterion was settled?')] : []),
    ...(word !== null && verdict === null ? [problem('settled', unreadableVerdict(word))] : []),
    ...(at !== null && time === null
      ? [problem('at', `"${at.slice(0, 40)}" is no time; expected one, as in 2026-06-12 10:30`)]
      : []),
    ...(blindWord !== null && blind === null
      ? [
          problem(
            'blind',
            `"${blindWord.slice(0, 40)}" cannot be read; expected yes or no (是, 否), or nothing`,
          ),
        ]
      : []),
  ]
  if (id === null || criterion === null || verdict === null || issues.length > 0) return issues
  const label = { verdict, turns: [], confidence: null, note: cell('note') }
  return {
    id,
    by: cell('by') ?? defaults.by,
    labels: withDefaults({ [criterion]: label }, { at: time, blind }),
    fields: { [criterion]: of('settled') ?? 'settled' },
  }
}
