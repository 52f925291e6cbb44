import type { Issue } from '../domain/errors.ts'
import { Language } from '../domain/language.ts'
import { Channel, Stage } from '../domain/transcript.ts'
import type { Row } from './group-rows.ts'
import type { Mapping } from './mapping.ts'
import { isIssue, lastRow, lookUp, readCell, readWord } from './read-cell.ts'

interface Labels {
  channel: Channel | undefined
  stage: Stage | undefined
  language: Language | undefined
  csat: number | null
}

/** Reads what a table says of a conversation as a whole: for each column the last row that says anything. */
export function readLabels(
  rows: readonly Row[],
  mapping: Mapping,
): Labels | { line: number; issues: Issue[] } {
  const { columns } = mapping
  const problem = (column: string | undefined, issue: Issue) => {
    return { line: lastRow(rows, column)?.line ?? 0, issues: [issue] }
  }
  const channel = readWord(lastRow(rows, columns.channel), columns.channel, mapping.channels, Channel.options)
  if (isIssue(channel)) return problem(columns.channel, channel)
  const stage = readWord(lastRow(rows, columns.stage), columns.stage, mapping.stages, Stage.options)
  if (isIssue(stage)) return problem(columns.stage, stage)
  const own = Language.options
  const language = readWord(lastRow(rows, columns.language), columns.language, mapping.languages, own)
  if (isIssue(language)) return problem(columns.language, language)
  const score = readCell(lastRow(rows, columns.csat), columns.csat)
  const csat = scoreOf(score, mapping.scores)
  if (!Number.isNaN(csat)) return { channel, stage, language, csat }
  const message = `"${score}" is not a number from 1 to 5; give such words under scores in the mapping`
  return problem(columns.csat, { path: columns.csat ?? '', message })
}

/** null for none, NaN for what is no score from 1 to 5. */
function scoreOf(text: string, scores: Mapping['scores']): number | null {
  if (text === '') return null
  const score = lookUp(scores, text)
  if (score !== undefined) return score
  const number = Number(text)
  return number >= 1 && number <= 5 ? number : Number.NaN
}
