import type { EvalSet } from '../domain/eval-set.ts'
import type { UiLanguage } from '../domain/language.ts'
import { ratio } from './eval-format.ts'
import { count, percent } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill } from './text.ts'
import { type TrainingText, trainingText } from './training-text.ts'

export interface TrainedCriterion {
  criterion: string
  able: boolean
  by: 'steps' | 'fitted'
  n: number
  kappa: number | null
  agreement: number
  majority: number
}

export interface Trained {
  set: Pick<EvalSet, 'name' | 'conversations' | 'labelledBy'>
  criteria: readonly TrainedCriterion[]
  /** What is noted beside the criteria; empty where it was not learnt. */
  marks: readonly TrainedMark[]
}

export interface TrainedMark {
  mark: 'need_solved' | 'upset_at_start' | 'upset_at_end'
  n: number
  auc: number
  answered: number
  agreement: number
  majority: number
}

/** What training came to, as a table for a terminal. */
export function renderTraining({ set, criteria, marks }: Trained, language: UiLanguage): string {
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
  const table = alignColumns([text.columns, ...rows], new Set([1, 2, 3, 4]))
  return `${[head, '', ...table, ...markLines(marks, text), '', text.guide].join('\n')}\n`
}

function markLines(marks: readonly TrainedMark[], text: TrainingText): string[] {
  if (marks.length === 0) return []
  const rows = marks.map(({ mark, n, auc, answered, agreement, majority }) => [
    text.mark[mark],
    count(n),
    ratio(auc),
    count(answered),
    percent(agreement),
    percent(majority),
  ])
  return ['', ...alignColumns([text.markColumns, ...rows], new Set([1, 2, 3, 4, 5]))]
}
