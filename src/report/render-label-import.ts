import type { UiLanguage } from '../domain/language.ts'
import { type EvalSetText, evalSetText } from './eval-set-text.ts'
import { count } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill } from './text.ts'

interface Common {
  set: string
  disagreements: number
  problems: readonly unknown[]
}

interface LabelsTold extends Common {
  raters: readonly { rater: string; new: number; known: number; setAside: number }[]
  conversations: { new: number; known: number; leftOut: number }
  selections: { new: number; known: number }
  withoutLabels: number
}

interface SettledTold extends Common {
  settled: { new: number; changed: number; known: number; open: number }
}

interface Shown {
  language: UiLanguage
  dryRun: boolean
  /** What lists the disagreements of this set. */
  command: string
}

/** What became of labels that were imported, for people; ends with a line break. */
export function renderLabelImport(told: LabelsTold, { language, dryRun, command }: Shown): string {
  const text = evalSetText(language)
  const { raters, conversations, selections, withoutLabels } = told
  const table = [
    ['', text.new, text.known, text.setAside],
    ...raters.map(({ rater, new: fresh, known, setAside }) => [
      `  ${terminalText(rater)}`,
      ...[fresh, known, setAside].map(count),
    ]),
  ]
  const { new: added, known, leftOut } = conversations
  const seen = added + known + leftOut > 0
  const lines = [
    fill(dryRun ? text.importHeadDry : text.importHead, { set: terminalText(told.set) }),
    ...alignColumns(table, new Set([1, 2, 3])),
    ...(seen ? [fill(text.conversations, counts({ added, known, leftOut }))] : []),
    ...(selections.new + selections.known > 0
      ? [fill(text.selections, counts({ added: selections.new, known: selections.known }))]
      : []),
    ...(withoutLabels > 0 ? [fill(text.withoutLabels, { n: count(withoutLabels) })] : []),
    ...closing(told, text, command),
  ]
  return `${lines.join('\n')}\n`
}

/** What became of settled verdicts that were imported, for people; ends with a line break. */
export function renderSettledImport(told: SettledTold, { language, dryRun, command }: Shown): string {
  const text = evalSetText(language)
  const { new: added, changed, known, open } = told.settled
  const lines = [
    fill(dryRun ? text.settledHeadDry : text.settledHead, { set: terminalText(told.set) }),
    fill(text.settled, counts({ added, changed, known, open })),
    ...closing(told, text, command),
  ]
  return `${lines.join('\n')}\n`
}

function closing({ problems, disagreements }: Common, text: EvalSetText, command: string): string[] {
  return [
    ...(problems.length > 0 ? [fill(text.problems, { n: count(problems.length) })] : []),
    disagreements === 0
      ? text.noDisagreements
      : fill(text.openDisagreements, { n: count(disagreements), command }),
  ]
}

function counts(numbers: Record<string, number>): Record<string, string> {
  return Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, count(n)]))
}
