import { GraderError } from '../domain/errors.ts'
import type { EvalRun, KeptRun } from '../domain/eval-run.ts'
import type { EvalRunFilter, EvalRunStore } from './ports.ts'

/** How many runs are looked through for `last~N`, and named where a run is not found. */
const MOST_BACK = 1000
const MOST_NAMED = 5

/**
 * The kept run that is meant: `last`, `last~2` (the second before the last), or the start of its id.
 * @param filter which runs `last` is counted among
 * @throws GraderError USAGE where there is none, or the start of an id is that of several.
 */
export async function findRun(
  runs: Pick<EvalRunStore, 'kept' | 'list'>,
  wanted: string,
  filter: EvalRunFilter = {},
): Promise<KeptRun> {
  const back = /^last(?:~(\d{1,3}))?$/.exec(wanted)
  const found =
    back === null ? await byPrefix(runs, wanted) : await countBack(runs, Number(back[1] ?? 0), filter)
  if (typeof found === 'string') throw new GraderError('USAGE', found)
  const kept = await runs.kept(found.id)
  if (kept === null) throw new GraderError('INTERNAL', `the run ${found.id} is listed but not kept`)
  return kept
}

async function countBack(
  { list }: Pick<EvalRunStore, 'list'>,
  back: number,
  filter: EvalRunFilter,
): Promise<EvalRun | string> {
  const runs = await list(filter, Math.min(MOST_BACK, back + 1))
  const found = runs[back]
  if (found !== undefined) return found
  const those = filter.set === undefined ? 'runs' : `runs of ${filter.set}`
  return runs.length === 0
    ? `there are no ${those} yet; \`touchstone eval run\` makes one`
    : `there are only ${runs.length} ${those}; the oldest is last~${runs.length - 1}`
}

async function byPrefix({ list }: Pick<EvalRunStore, 'list'>, wanted: string): Promise<EvalRun | string> {
  const runs = wanted === '' ? [] : await list({ idPrefix: wanted }, 2)
  const [found] = runs
  if (runs.length > 1) return `several runs begin with "${wanted}"; give more of the id`
  if (found !== undefined) return found
  const known = (await list({}, MOST_NAMED)).map(({ id }) => id).join(', ')
  return known === ''
    ? `there is no run "${wanted}"; there are none yet, and \`touchstone eval run\` makes one`
    : `there is no run "${wanted}"; the latest are ${known}; last and last~1 name them too`
}
