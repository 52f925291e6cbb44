import { GraderError } from '../domain/errors.ts'
import { ColumnMeaning } from '../files/set-settings.ts'

/**
 * Adds a `--column HEADING=MEANING` to those that were given before.
 * @throws GraderError USAGE where it is not of that form, or the heading was given a meaning already.
 */
export function addColumn(text: string, before: Record<string, string> = {}): Record<string, string> {
  const at = text.lastIndexOf('=')
  const heading = text.slice(0, Math.max(at, 0)).trim()
  const meaning = ColumnMeaning.safeParse(text.slice(at + 1).trim())
  if (heading === '' || !meaning.success)
    throw new GraderError(
      'USAGE',
      `--column takes HEADING=MEANING, as in 推诿=no_blame_shifting, 推诿原因=no_blame_shifting.note, 组长=rater or 班次=ignore, not "${text}"`,
    )
  if (Object.hasOwn(before, heading))
    throw new GraderError('USAGE', `--column says twice what "${heading}" means; say it once`)
  return { ...before, [heading]: meaning.data }
}
