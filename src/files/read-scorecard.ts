import type { CheckRegistry } from '../checks/registry.ts'
import { GraderError } from '../domain/errors.ts'
import { Scorecard } from '../domain/scorecard.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import { explainScorecardIssues } from './explain-scorecard-issues.ts'
import { readYaml, withLines } from './read-yaml.ts'

/**
 * Reads a scorecard strictly, the parameters of its checks included.
 * @throws GraderError SCORECARD_INVALID with every problem's field path and line; INPUT_NOT_FOUND.
 */
export async function readScorecard(file: string, registry: CheckRegistry): Promise<Scorecard> {
  const yaml = await readYaml(file, 'SCORECARD_INVALID')
  const parsed = Scorecard.safeParse(yaml.value)
  const issues = parsed.success ? registry.problems(parsed.data) : plainIssues(parsed.error)
  if (parsed.success && issues.length === 0) return parsed.data
  throw new GraderError('SCORECARD_INVALID', 'is not a valid scorecard', {
    file,
    issues: withLines(explainScorecardIssues(issues, yaml.value, registry), yaml),
  })
}
