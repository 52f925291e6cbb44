import type { UiLanguage } from '../domain/language.ts'
import type { Estimated, RunEstimate } from '../domain/run-estimate.ts'
import { dollars } from './dollars.ts'
import { estimateText } from './estimate-text.ts'
import { count, percent } from './format.ts'
import { alignColumns, terminalText } from './terminal-text.ts'
import { fill } from './text.ts'

/** How many conversations a run has, and of how many something would be asked. */
interface Surveyed {
  conversations: number
  toAsk: number
}

/** What a run would use, by criterion, as a table for a terminal; it ends in a line break. */
export function renderEstimate(
  estimate: RunEstimate,
  { conversations, toAsk }: Surveyed,
  language: UiLanguage,
): string {
  const text = estimateText[language]
  const { live, pricesAsOf, criteria } = estimate
  const judge = terminalText(`${estimate.provider}:${estimate.model}`)
  const head = fill(text.title, { conversations: count(conversations), toAsk: count(toAsk), judge })
  if (live.requests === 0) return `${head}\n\n${text.nothing}\n`
  const rows = Object.entries(criteria).map(([id, used]) => [terminalText(id), ...figures(used)])
  const share = percent(live.inputTokens === 0 ? 0 : live.cachedTokens / live.inputTokens)
  const lines = [
    head,
    '',
    ...alignColumns([text.columns, ...rows, [text.total, ...figures(estimate)]], new Set([1, 2, 3, 4])),
    '',
    fill(text.requests, { n: count(live.requests), share }),
    pricesAsOf === null ? text.unpriced : fill(text.prices, { day: pricesAsOf }),
  ]
  return `${lines.join('\n')}\n`
}

function figures({ live, batch }: Estimated): string[] {
  return [count(live.inputTokens), count(live.outputTokens), dollars(live.costUsd), dollars(batch.costUsd)]
}
