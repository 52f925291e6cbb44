import { z } from 'zod'
import type { Label } from '../domain/eval-set.ts'
import type { RaterScores, ScoreReading, SettledScores } from '../domain/rater-scores.ts'
import { SelectionFields } from './add-companions.ts'
import type { ImportDefaults } from './import-defaults.ts'
import { AdjudicatedLine, LabelLine, labelsOf } from './read-label-lines.ts'
import { readParsedLines } from './read-parsed-lines.ts'

/** A line of a set's labels that may say who gave them, and how the conversation was chosen. */
const ScoreLine = LabelLine.extend({
  rater: z.string().optional(),
  selection: SelectionFields.optional(),
})
const SettledLine = AdjudicatedLine.extend({ by: z.string().optional() })

/** Raters' scores from JSONL, one conversation of one rater a line. */
export async function* readImportLines(
  file: string,
  defaults: ImportDefaults,
): AsyncGenerator<ScoreReading<RaterScores>> {
  for await (const read of readParsedLines(file, ScoreLine)) {
    if ('problems' in read) {
      yield read
      continue
    }
    const { line, value } = read
    const { id, rater = defaults.rater, acts, selection = defaults.selection } = value
    const labels = withDefaults(labelsOf(value), defaults)
    yield { scores: { file, line, id, rater, labels, acts, selection, fields: {} } }
  }
}

/** What was settled, from JSONL in the form of labels.adjudicated.jsonl. */
export async function* readSettledLines(
  file: string,
  { at, by: byDefault }: Pick<ImportDefaults, 'at'> & { by: string | null },
): AsyncGenerator<ScoreReading<SettledScores>> {
  for await (const read of readParsedLines(file, SettledLine)) {
    if ('problems' in read) {
      yield read
      continue
    }
    const { line, value } = read
    const { id, by = byDefault } = value
    const labels = withDefaults(labelsOf({ ...value, blind: undefined }), { at, blind: null })
    yield { scores: { file, line, id, by, labels, fields: {} } }
  }
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
