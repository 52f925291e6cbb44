import type { ChangedVerdict, CriterionComparison } from '../calibrate/compare-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { criterionName } from './eval-format.ts'
import { count } from './format.ts'
import type { Block } from './lab-blocks.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** What has to be read first comes first. */
const KINDS = ['broken', 'fixed', 'both_wrong'] as const

/** The verdicts that changed or that both judges got wrong, a list for each criterion of at most `most`; the rest is counted. */
export function listChanges(
  criteria: readonly CriterionComparison[],
  language: UiLanguage,
  most: number,
): Block[] {
  const text = labText(language)
  const changed = criteria.filter(({ changes }) => changes.length > 0)
  if (most <= 0 || changed.length === 0) return []
  return [
    { kind: 'title', line: text.changesTitle },
    ...changed.map((one): Block => {
      const { changes, fixed, broken, bothWrong } = one
      const ordered = KINDS.flatMap((kind) => changes.filter((change) => change.kind === kind))
      const shown = ordered.slice(0, most)
      const counts = { fixed: count(fixed), broken: count(broken), bothWrong: count(bothWrong) }
      const rest = ordered.length - shown.length
      return {
        kind: 'list',
        head: fill(text.changesOf, { criterion: criterionName(one, language), ...counts }),
        items: [
          ...shown.map((change) => lineOf(change, language)),
          ...(rest === 0 ? [] : [fill(text.more, { n: count(rest) })]),
        ],
      }
    }),
  ]
}

function lineOf({ kind, transcriptId, reference, a, b }: ChangedVerdict, language: UiLanguage): string {
  const text = labText(language)
  const words = reportText(language)
  return fill(text.changed, {
    kind: text[`kind.${kind}`],
    id: terminalText(transcriptId, 40),
    reference: words[`verdict.${reference}`],
    a: words[`verdict.${a}`],
    b: words[`verdict.${b}`],
  })
}
