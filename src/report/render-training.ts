import type { EvalSet } from '../domain/eval-set.ts'
import type { UiLanguage } from '../domain/language.ts'
import { ratio } from './eval-format.ts'
import { count, percent } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill } from './text.ts'
import { trainingText } from './training-text.ts'

export interface TrainedCriterion {
  criterion: string
  able: boolean
  by: 'steps' | 'fitted'
  n: number
  kappa: number | null
  agreement: number
  majority: number
}

/** What training came to, as a table for a terminal. */
export function renderTraining(
  {
    set,
    criteria,
  }: { set: Pick<EvalSet, 'name' | 'conversations' | 'labelledBy'>; criteria: readonly TrainedCriterion[] },
  language: UiLanguage,
): string {
  const text = trainingText[language]
  const rows = criteria.map(({ criterion, n, kappa, agreement, majority, by, able }) => [
    terminalText(criterion, 60),
    count(n),
    ratio(kappa),
    percent(agreement),
    percent(majority),
    text.by[by],
    able ? text.able : text.notAble,
  ])
  const head = fill(text.title, {
    set: terminalText(set.name, 100),
    n: count(set.conversations.length),
    by: text.labelledBy[set.labelledBy],
  })
  return `${[head, '', ...alignColumns([text.columns, ...rows], new Set([1, 2, 3, 4])), '', text.guide].join('\n')}\n`
}
