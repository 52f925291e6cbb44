import type { SetProblem } from '../files/label-record.ts'
import { terminalText } from '../report/terminal-text.ts'
import { explainProblem } from './explain-problem.ts'

/** More lines than this with the same problem are told as one. */
const MOST_LIKE = 3
/** Lines that are named of such a problem, besides the first. */
const MOST_NAMED = 5

/**
 * What of a set could not be used and where it stands, a line each. A problem that many lines have is told once, with
 * how many and the first of them; also one that quotes another word in each, as an id.
 */
export function explainProblems(problems: readonly SetProblem[]): string {
  const groups = Map.groupBy(problems, ({ file, path, message }) =>
    JSON.stringify([file, path, message.replace(/"[^"]*"/g, '""')]),
  )
  const told = Array.from(groups.values(), (group) =>
    group.length > MOST_LIKE ? explainMany(group) : group.map(explainProblem).join(''),
  )
  return told.join('')
}

function explainMany([first, ...others]: readonly SetProblem[]): string {
  if (first === undefined) return ''
  const byWord = Map.groupBy(others, quoted)
  byWord.delete(quoted(first))
  const named = byWord.size > 0 ? [...byWord.values()].flatMap(([one]) => one ?? []) : others
  const places = named
    .slice(0, MOST_NAMED)
    .map((one) => [one.line ?? '?', ...(byWord.size > 0 ? [terminalText(quoted(one), 60)] : [])].join(' '))
  const more = named.length > MOST_NAMED || named.length < others.length ? ', …' : ''
  return `${explainProblem(first)}  and the same ${others.length} more times, in lines ${places.join(', ')}${more}\n`
}

/** The first word that a message quotes, with its quotes. */
function quoted({ message }: SetProblem): string {
  return /"[^"]*"/.exec(message)?.[0] ?? ''
}
