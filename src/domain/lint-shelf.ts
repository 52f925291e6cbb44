import { canonicalJson } from './hash.ts'
import type { LintWarning } from './lint-scorecard.ts'
import type { AppliesTo, Scorecard } from './scorecard.ts'

/** Forms that fit equally well wherever both apply, so that only the order of their ids decides. */
export function lintShelf(scorecards: readonly Scorecard[]): (LintWarning & { scorecard: string })[] {
  return scorecards.flatMap((one, index) =>
    scorecards
      .slice(0, index)
      .filter((other) => tie(one.appliesTo, other.appliesTo))
      .map((other) => ({
        scorecard: one.id,
        path: 'appliesTo',
        code: 'equally_specific',
        message: {
          'zh-CN': `与 ${other.id} 同样贴合同一类会话，只能按 id 的先后来选`,
          en: `fits the same conversations as well as ${other.id}: only the order of ids decides`,
        },
      })),
  )
}

const PARTS = ['channels', 'stages', 'languages'] as const

function tie(a: AppliesTo, b: AppliesTo): boolean {
  return (
    canonicalJson(specificity(a)) === canonicalJson(specificity(b)) &&
    PARTS.every((part) => meet(a[part], b[part]))
  )
}

function specificity(appliesTo: AppliesTo): [number, number] {
  const lists = PARTS.flatMap((part) => [appliesTo[part] ?? []]).filter(({ length }) => length > 0)
  return [lists.length, lists.reduce((sum, { length }) => sum + length, 0)]
}

function meet(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a === undefined || b === undefined || a.some((value) => b.includes(value))
}
