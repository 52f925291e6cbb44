import { GraderError } from '../domain/errors.ts'
import { Mapping } from '../intake/mapping.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import { readYaml, withLines } from './read-yaml.ts'

/** @throws GraderError MAPPING_INVALID with every problem's field path and line; INPUT_NOT_FOUND. */
export async function readMapping(file: string): Promise<Mapping> {
  const yaml = await readYaml(file, 'MAPPING_INVALID')
  const parsed = Mapping.safeParse(yaml.value)
  if (parsed.success) return parsed.data
  const issues = withLines(plainIssues(parsed.error), yaml)
  throw new GraderError('MAPPING_INVALID', 'is not a valid column mapping', { file, issues })
}
