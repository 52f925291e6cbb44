import { GraderError, type Issue } from '../domain/errors.ts'
import type { EvalRun } from '../domain/eval-run.ts'
import { type HoldoutLook, lookHash } from '../domain/holdout-look.ts'

/**
 * Refuses a record of looks from which a kept run is missing: the chain of lines shows what was changed between them,
 * and not that the end was cut off, the last line edited or the file deleted.
 * @param kept runs of the set, of which those count that were looks
 * @param file the record's
 * @throws GraderError EVAL_SET_INVALID naming each such run and when it was.
 */
export function refuseLostLooks(
  looks: readonly HoldoutLook[],
  kept: readonly EvalRun[],
  file: string | undefined,
): void {
  const issues = kept.flatMap((run): Issue[] => {
    const lost = lossOf(run, looks)
    return lost === null
      ? []
      : [{ path: `run ${run.id}`, message: `of ${run.at} on ${run.set.folder}: ${lost}` }]
  })
  if (issues.length === 0) return
  const message = `the record of looks is not the one that the kept runs were counted in; restore it from version control, from the branch on which ${issues.length === 1 ? 'this run was' : 'these runs were'} made`
  throw new GraderError('EVAL_SET_INVALID', message, { ...(file !== undefined && { file }), issues })
}

function lossOf({ id, at, look: hash, set }: EvalRun, looks: readonly HoldoutLook[]): string | null {
  if (hash === undefined) {
    // Kept before looks named their runs: then a look without a name came before every run on the holdout.
    const isOfHoldout = set.part === 'holdout'
    const isNamed = looks.some(
      ({ run, at: taken }) => run === undefined && Date.parse(taken) <= Date.parse(at),
    )
    return isOfHoldout && !isNamed ? NO_LINE : null
  }
  const look = looks.find(({ run }) => run === id)
  if (look === undefined) return NO_LINE
  return lookHash(look) === hash ? null : 'the line that names this run says something else than it did'
}

const NO_LINE = 'no line names this run'
