import type { LintWarning } from './lint-scorecard.ts'
import { placedCriteria, type Scorecard } from './scorecard.ts'
import { fieldPath } from './zod-issues.ts'

/** Acts that a judge cannot tell apart, and steps that rest on acts too thinly described to be marked. */
export function* lintActs(scorecard: Scorecard): Generator<LintWarning> {
  yield* overlaps(scorecard)
  for (const { criterion, path } of placedCriteria(scorecard)) {
    if (criterion.by !== 'steps') continue
    for (const act of new Set([criterion.when, ...criterion.require])) {
      if ((scorecard.acts[act]?.cues ?? []).length > 0) continue
      yield {
        path: fieldPath(path),
        code: 'act_without_cues',
        message: {
          'zh-CN': `所依据的行为 ${act} 没有 cues（示例说法），难以可靠标注`,
          en: `rests on the act ${act}, which has no cues: it cannot be marked reliably`,
        },
      }
    }
  }
}

/** Two acts of one speaker with the same meaning, or with a cue in common. */
function* overlaps({ acts }: Scorecard): Generator<LintWarning> {
  const first = new Map<string, string>()
  for (const [id, { by, means, cues = [] }] of Object.entries(acts)) {
    const others = new Set<string>()
    for (const text of [means, ...cues]) {
      const key = `${by}:${text.trim().toLowerCase()}`
      const earlier = first.get(key)
      if (earlier === undefined) first.set(key, id)
      else if (earlier !== id) others.add(earlier)
    }
    for (const other of others)
      yield {
        path: `acts.${id}`,
        code: 'acts_overlap',
        message: {
          'zh-CN': `与 ${other} 的含义或示例说法重复，无法区分`,
          en: `shares its meaning or a cue with ${other}: they cannot be told apart`,
        },
      }
  }
}
