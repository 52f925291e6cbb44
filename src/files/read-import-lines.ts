import { z } from 'zod'
import type { Label } from '../domain/eval-set.ts'
import { unknownCriterion } from '../domain/known-criteria.ts'
import type { RaterScores, ScoreProblem, ScoreReading, SettledScores } from '../domain/rater-scores.ts'
import { SelectionFields } from './add-companions.ts'
import type { ImportDefaults, ImportNames, SettledDefaults } from './import-defaults.ts'
import { AdjudicatedLine, LabelLine, labelsOf } from './read-label-lines.ts'
import { readParsedLines } from './read-parsed-lines.ts'

/** A line of a set's labels that may say who gave them, and how the conversation was chosen. */
const ScoreLine = LabelLine.extend({
  rater: z.string().optional(),
  selection: SelectionFields.optional(),
})
const SettledLine = AdjudicatedLine.extend({ by: z.string().optional() })

/** Raters' scores from JSONL, one conversation of one rater a line; labels of criteria that nobody knows are set aside. */
export async function* readImportLines(
  file: string,
  defaults: ImportDefaults,
  { known }: Pick<ImportNames, 'known'>,
): AsyncGenerator<ScoreReading<RaterScores>> {
  let isEmpty = true
  for await (const read of readParsedLines(file, ScoreLine)) {
    isEmpty = false
    if ('problems' in read) {
      yield read
      continue
    }
    const { line, value } = read
    const { id, rater = defaults.rater, acts, selection = defaults.selection } = value
    const all = Object.entries(withDefaults(labelsOf(value), defaults))
    const labels = all.filter(([criterion]) => unknownCriterion(known, criterion) === null)
    for (const [criterion] of all) {
      const message = unknownCriterion(known, criterion)
      if (message !== null) yield { problems: [{ file, line, path: `labels.${criterion}`, message }], rater }
    }
    if (all.length > 0 && labels.length === 0) continue
    yield {
      scores: { file, line, id, rater, labels: Object.fromEntries(labels), acts, selection, fields: {} },
    }
  }
  if (isEmpty) yield { problems: [emptyFile(file)] }
}

/** What was settled, from JSONL in the form of labels.adjudicated.jsonl. */
export async function* readSettledLines(
  file: string,
  { by: byDefault, ...defaults }: Omit<SettledDefaults, 'parseTime'>,
): AsyncGenerator<ScoreReading<SettledScores>> {
  let isEmpty = true
  for await (const read of readParsedLines(file, SettledLine)) {
    isEmpty = false
    if ('problems' in read) {
      yield read
      continue
    }
    const { line, value } = read
    const { id, by = byDefault } = value
    const labels = withDefaults(labelsOf(value), defaults)
    yield { scores: { file, line, id, by, labels, fields: {} } }
  }
  if (isEmpty) yield { problems: [emptyFile(file)] }
}

function emptyFile(file: string): ScoreProblem {
  return { file, line: null, path: '', message: 'the file is empty; expected a line for each conversation' }
}

/** Labels with what holds where they do not say it themselves. */
export function withDefaults(
  labels: Readonly<Record<string, Label>>,
  { at, blind }: Pick<ImportDefaults, 'at' | 'blind'>,
): Record<string, Label> {
  const ofAll = { ...(at !== null && { at }), ...(blind !== null && { blind }) }
  return Object.fromEntries(
    Object.entries(labels).map(([criterion, label]) => [criterion, { ...ofAll, ...label }]),
  )
}
