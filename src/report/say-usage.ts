import type { UsageSum, UsageSummary } from '../insight/usage-tally.ts'
import { dollars } from './dollars.ts'
import { count, percent } from './format.ts'
import { fill, type ReportText } from './text.ts'

/** What asking models took, as short statements with the cost first; none where no model was asked. */
export function sayUsage({ all, now }: UsageSummary, text: ReportText): string[] {
  if (all.requests === 0) return []
  const asked = fill(text.usageAsked, { n: count(all.conversations), requests: count(all.requests) })
  const input = fill(text.usageInput, {
    n: count(all.inputTokens),
    share: percent(all.inputTokens === 0 ? null : all.cachedTokens / all.inputTokens),
  })
  const output = fill(text.usageOutput, { n: count(all.outputTokens) })
  return [...sayCost(all, now, text), asked, input, output]
}

function sayCost(all: UsageSum, now: UsageSum, text: ReportText): string[] {
  if (all.costUsd === null) return [fill(text.usageUnpriced, { n: count(all.unpriced) })]
  const partly = now.requests < all.requests
  return [
    dollars(all.costUsd),
    ...(partly ? [fill(text.usageThisRun, { cost: dollars(now.costUsd) })] : []),
    fill(text.usagePerConversation, { cost: dollars(all.costUsd / all.conversations) }),
    ...(all.savedUsd === null ? [] : [fill(text.usageSaved, { cost: dollars(all.savedUsd) })]),
  ]
}
