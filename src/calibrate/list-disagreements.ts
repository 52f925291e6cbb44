import type { Label, LabelVerdict } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Disagreement, SaidByRater } from './eval-report.ts'
import type { EvaluatedItem } from './evaluate-items.ts'

/**
 * Where judge and raters part, those the judge was surest of first. What is held out is counted and not listed: what has
 * been read once cannot measure a judge that was changed for it.
 */
export function listDisagreements(items: readonly EvaluatedItem[]): {
  disagreements: Disagreement[]
  withheld: number
} {
  const parted = items.filter(
    ({ reference, verdict }) => reference !== null && verdict !== null && verdict !== reference,
  )
  const disagreements = parted
    .filter(({ isHeldOut }) => !isHeldOut)
    .flatMap((item) => {
      const { reference, finding, verdict } = item
      const isOne = reference !== null && finding !== null && verdict !== null
      return isOne ? [disagreement(item, reference, verdict, finding)] : []
    })
    .sort((a, b) => (b.judge.confidence ?? -1) - (a.judge.confidence ?? -1))
  return { disagreements, withheld: parted.filter(({ isHeldOut }) => isHeldOut).length }
}

function disagreement(
  { transcript, byRater, adjudication, isTuningOnly }: EvaluatedItem,
  reference: LabelVerdict,
  verdict: LabelVerdict,
  { rationale, evidence, confidence }: Finding,
): Disagreement {
  const { id, language, channel, turns } = transcript
  return {
    transcriptId: id,
    language,
    channel,
    isTuningOnly,
    reference,
    judge: {
      verdict,
      rationale,
      evidence,
      confidence: confidence.calibrated ?? confidence.raw,
      rawConfidence: confidence.raw,
    },
    raters: Object.entries(byRater).map(([rater, label]) => said(rater, label, turns)),
    settled: adjudication === null ? null : said(adjudication.by, adjudication, turns),
  }
}

function said(rater: string, { verdict, turns, note }: Label, all: Transcript['turns']): SaidByRater {
  const named = turns.flatMap((turn) => {
    const one = all[turn - 1]
    return one === undefined ? [] : [{ turn, role: one.role, text: one.text }]
  })
  return { rater, verdict, turns: named, note }
}
