import type { CostRow, CostSum, Costs } from '../domain/costs.ts'
import type { UiLanguage } from '../domain/language.ts'
import { type CostsText, costsText } from './costs-text.ts'
import { dollars } from './dollars.ts'
import { count, NONE } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill } from './text.ts'

/** Of which calls the costs are. */
interface CostsOf {
  from: string | null
  to: string | null
  batch: string | null
}

/** What models cost, as a table for a terminal; it ends in a line break. */
export function renderCosts(costs: Costs, { from, to, batch }: CostsOf, language: UiLanguage): string {
  const text = costsText[language]
  const head = [
    text.title[costs.by],
    ...(from === null ? [] : [fill(text.from, { day: from })]),
    ...(to === null ? [] : [fill(text.to, { day: to })]),
    ...(batch === null ? [] : [fill(text.batch, { batch: terminalText(batch) })]),
  ].join(' · ')
  const lines = costs.rows.length === 0 ? [text.empty] : table(costs, text)
  return `${[head, '', ...lines].join('\n')}\n`
}

function table({ by, rows, total }: Costs, text: CostsText): string[] {
  const cells = [
    [text.key[by], ...text.columns, ''],
    ...rows.map((row) => [keyText(row, by, text), ...figures(row, text)]),
    ...(rows.length > 1 ? [[text.total, ...figures(total, text)]] : []),
  ]
  return [
    ...alignColumns(cells, new Set([1, 2, 3, 4, 5, 6])),
    '',
    ...(by === 'criterion' ? [text.sharedGuide] : []),
    ...(total.unpriced > 0 ? [text.unpricedGuide] : []),
    text.guide,
  ]
}

function keyText({ key }: CostRow, by: Costs['by'], text: CostsText): string {
  if (key === null) return by === 'batch' || by === 'criterion' ? text.none[by] : NONE
  const outcomes: Record<string, string> = text.outcome
  return terminalText((by === 'outcome' ? outcomes[key] : undefined) ?? key)
}

function figures(sum: CostSum, text: CostsText): string[] {
  return [
    count(sum.requests),
    count(sum.inputTokens),
    count(sum.cachedTokens),
    count(sum.outputTokens),
    dollars(sum.costUsd),
    dollars(sum.savedUsd),
    sum.unpriced === 0 ? '' : fill(text.unpriced, { n: count(sum.unpriced) }),
  ]
}
