import { GraderError } from '../domain/errors.ts'
import { Prices } from '../domain/prices.ts'
import { zodIssues } from '../domain/zod-issues.ts'
import { readYaml, withLines } from './read-yaml.ts'

/**
 * Prices of models from a JSON or YAML file; JSON is read as the YAML that it also is, which gives its lines.
 * @throws GraderError CONFIG_INVALID with every problem's field path and line; INPUT_NOT_FOUND.
 */
export async function readPrices(file: string): Promise<Prices> {
  const yaml = await readYaml(file, 'CONFIG_INVALID')
  const parsed = Prices.safeParse(yaml.value)
  if (parsed.success) return parsed.data
  const issues = withLines(zodIssues(parsed.error), yaml)
  throw new GraderError('CONFIG_INVALID', 'is not a valid list of prices', { file, issues })
}
