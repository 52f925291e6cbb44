import { z } from 'zod'
import type { ScorecardChange } from '../domain/scorecard-change.ts'
import { terminalText } from '../report/terminal-text.ts'

/** Texts longer than this stand one below the other. */
const SHORT = 30
const LONGEST = 400

const Title = z.strictObject({ 'zh-CN': z.string(), en: z.string() })
const Titled = z.object({ title: Title })

/** One difference between two scorecards, for people; ends with a line break. */
export function renderChange({ what, id, change, field, from, to, asks_anew }: ScorecardChange): string {
  const place = id === null ? what : `${what} ${terminalText(id)}`
  const anew = asks_anew ? ' (a judge is asked anew)' : ''
  if (change === 'added') return `${place}: added${titleOf(to)}${anew}\n`
  if (change === 'removed') return `${place}: removed${titleOf(from)}${anew}\n`
  if (change === 'moved') return `${place}: moved from ${text(from)} to ${text(to)}${anew}\n`
  const label = `${place}: ${change === 'reordered' ? 'order' : field}${anew}`
  const [before, after] = [text(from), text(to)]
  if (before.length <= SHORT && after.length <= SHORT) return `${label}: ${before} → ${after}\n`
  return `${label}\n  - ${before}\n  + ${after}\n`
}

function titleOf(value: unknown): string {
  const parsed = Titled.safeParse(value)
  return parsed.success ? `, ${text(parsed.data.title)}` : ''
}

function text(value: unknown): string {
  if (value === null) return 'none'
  if (typeof value === 'string') return terminalText(value, LONGEST)
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return text(value.join(', '))
  const title = Title.safeParse(value)
  if (title.success) return text(`${title.data['zh-CN']} · ${title.data.en}`)
  return terminalText(JSON.stringify(value), LONGEST)
}
