import type { ChangedVerdict, CriterionComparison } from '../calibrate/compare-report.ts'
import type { UiLanguage } from '../domain/language.ts'
import { criterionName } from './eval-format.ts'
import { count } from './format.ts'
import type { Block } from './lab-blocks.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'
import { fill, reportText } from './text.ts'

/** Conversations named of each criterion. */
const MOST_MOVED = 5

/** What moved since the last round, what became wrong first; nothing where nothing was compared. */
export function listMoved(criteria: readonly CriterionComparison[], language: UiLanguage): Block[] {
  const text = labText(language)
  const lists = criteria.flatMap((one): Block[] => {
    const changes = one.changes.filter(({ a, b }) => a !== b)
    if (changes.length === 0) return []
    const ordered = (['broken', 'fixed', 'both_wrong'] as const).flatMap((kind) =>
      changes.filter((change) => change.kind === kind),
    )
    const rest = ordered.length - MOST_MOVED
    return [
      {
        kind: 'list',
        head: fill(text.moved, { criterion: criterionName(one, language), n: count(changes.length) }),
        items: [
          ...ordered.slice(0, MOST_MOVED).map((change) => movedLine(change, language)),
          ...(rest > 0 ? [fill(text.more, { n: count(rest) })] : []),
        ],
      },
    ]
  })
  const isAny = criteria.length > 0
  return lists.length > 0 || !isAny ? lists : [{ kind: 'lines', lines: [text.roundStill] }]
}

function movedLine({ kind, transcriptId, reference, a, b }: ChangedVerdict, language: UiLanguage): string {
  const text = labText(language)
  const words = reportText(language)
  return fill(text.movedItem, {
    kind: kind === 'both_wrong' ? text['moved.both_wrong'] : text[`kind.${kind}`],
    id: terminalText(transcriptId, 40),
    a: words[`verdict.${a}`],
    b: words[`verdict.${b}`],
    reference: words[`verdict.${reference}`],
  })
}
