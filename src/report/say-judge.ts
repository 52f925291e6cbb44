import type { CriterionSummary } from '../insight/criterion-tally.ts'
import type { JudgeSummary } from '../insight/judge-tally.ts'
import { STANDINGS } from '../insight/standing-counts.ts'
import { count } from './format.ts'
import { sayStandings } from './say-standing.ts'
import { fill, type ReportText } from './text.ts'

const LABELLERS = ['people', 'models'] as const

/** Who a judge is: its name, its weights or model, and whose labels taught it. */
export function sayJudge({ judge, model, trainedOn }: JudgeSummary, text: ReportText): string {
  if (judge === 'none') return text.noJudgeName
  const name = judge === 'builtin' ? text['judge.builtin'] : judge
  const named = model === null ? name : `${name} (${model})`
  if (trainedOn === null) return named
  const { conversations, labelledBy } = trainedOn
  const who = labelledBy.map((one) => {
    const known = LABELLERS.find((labeller) => labeller === one)
    return text[`labelledBy.${known ?? 'unknown'}`]
  })
  return fill(text.judgeTrainedOn, { judge: named, n: count(conversations), who: who.join(' + ') })
}

/** What no certificate covers and where trust in it is measured, said once for all; null where nothing is uncertified. */
export function sayTrust(judges: readonly JudgeSummary[], text: ReportText): string | null {
  const flagged = judges.filter(({ standings }) => standings.uncertified > 0)
  if (flagged.length === 0) return null
  const n = count(flagged.reduce((sum, one) => sum + one.standings.uncertified, 0))
  const builtin = flagged.some(({ judge }) => judge === 'builtin')
  const model = flagged.some(({ judge }) => judge !== 'builtin')
  return [
    fill(text.trustUncertified, { n }),
    ...(builtin ? [text.trustBuiltin] : []),
    ...(model ? [text.trustModel] : []),
  ].join(text.sentenceGap)
}

/** What decided a criterion and how its verdicts stand, with counts where they stand differently. */
export function sayDecidedBy(
  { by, standings, off }: Pick<CriterionSummary, 'by' | 'standings' | 'off'>,
  text: ReportText,
): string {
  const name = text[`by.${by}`]
  const stood = STANDINGS.filter((standing) => standings[standing] > 0)
  const [only = off > 0 ? 'off' : undefined] = stood
  if (only === undefined) return name
  const standing = stood.length < 2 ? text[`standing.${only}`] : sayStandings(standings, text)
  return fill(text.byStanding, { by: name, standing })
}
