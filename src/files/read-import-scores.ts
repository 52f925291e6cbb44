import { extname } from 'node:path'
import { GraderError } from '../domain/errors.ts'
import type { RaterScores, ScoreReading, SettledScores } from '../domain/rater-scores.ts'
import type { ImportDefaults, ImportNames, SettledDefaults } from './import-defaults.ts'
import { readImportLines, readSettledLines } from './read-import-lines.ts'
import { readImportTable } from './read-import-table.ts'
import { readSettledTable } from './read-settled-table.ts'
import type { SetSettings } from './set-settings.ts'

const TABLES = ['.csv', '.xlsx']
const LINES = ['.jsonl', '.ndjson', '.json']

/**
 * Raters' scores from a CSV or XLSX table, or from JSONL.
 * @throws GraderError USAGE for another kind of file; INPUT_NOT_FOUND; EVAL_SET_INVALID where the headings of a table
 * leave open which column is what, or none is a criterion.
 */
export function readImportScores(
  file: string,
  settings: SetSettings,
  defaults: ImportDefaults,
  names: ImportNames,
): AsyncGenerator<ScoreReading<RaterScores>> {
  return isTable(file)
    ? readImportTable(file, settings, defaults, names)
    : readImportLines(file, defaults, names)
}

/** What was settled between raters, from the table that `eval disagreements --csv` writes, or JSONL; throws as above. */
export function readSettledScores(
  file: string,
  defaults: SettledDefaults,
): AsyncGenerator<ScoreReading<SettledScores>> {
  return isTable(file) ? readSettledTable(file, defaults) : readSettledLines(file, defaults)
}

export function isTable(file: string): boolean {
  const ending = extname(file).toLowerCase()
  if (TABLES.includes(ending)) return true
  if (LINES.includes(ending)) return false
  throw new GraderError('USAGE', `scores stand in a file that ends in .csv, .xlsx or .jsonl`, { file })
}
