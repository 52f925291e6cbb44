import type { EvalRun } from '../domain/eval-run.ts'
import type { UiLanguage } from '../domain/language.ts'
import { dollars } from './dollars.ts'
import { count, dateTime, NONE } from './format.ts'
import { blocksAsText } from './lab-blocks.ts'
import { judgeName } from './lab-format.ts'
import { labText } from './lab-text.ts'
import { terminalText } from './terminal-text.ts'

/** The kept runs as they are given, a line each, on a terminal; ends in a line break. */
export function renderRuns(runs: readonly EvalRun[], language: UiLanguage): string {
  const text = labText(language)
  if (runs.length === 0) return blocksAsText([{ kind: 'lines', lines: [text.noRuns] }])
  const head = [
    text.run,
    text.when,
    text.set,
    text.part,
    text.judge,
    text.model,
    text.conversations,
    text.cost,
  ]
  const rows = runs.map(({ id, at, set, judge, usage }) => [
    terminalText(id, 40),
    dateTime(at),
    terminalText(set.name),
    text[`part.${set.part}`],
    judgeName(judge, language),
    judge.model === null ? NONE : terminalText(judge.model),
    count(set.conversations),
    dollars(usage.costUsd),
  ])
  return blocksAsText([
    { kind: 'table', rows: [head, ...rows], words: new Set([0, 1, 2, 3, 4, 5]) },
    {
      kind: 'lines',
      lines: [...(runs.some(({ usage }) => usage.costUsd === null) ? [text.unpriced] : []), text.guideRuns],
    },
  ])
}
