import { GraderError } from '../domain/errors.ts'
import type { Mapping } from '../intake/mapping.ts'

/**
 * The table's headings, trimmed, once all that the mapping names are there.
 * @throws GraderError MAPPING_INVALID naming each missing column and those there are.
 */
export function requireColumns(heading: readonly string[], file: string, { columns }: Mapping): string[] {
  const found = heading.map((name) => name.trim())
  const issues = Object.entries(columns)
    .filter(([, name]) => name !== undefined && !found.includes(name))
    .map(([key, name]) => ({
      path: `columns.${key}`,
      message: `the table has no column "${name}"; it has ${found.join(', ')}`,
    }))
  if (issues.length === 0) return found
  throw new GraderError('MAPPING_INVALID', 'the table does not fit the mapping', { file, issues })
}
