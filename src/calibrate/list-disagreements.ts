import type { LabelVerdict } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import type { Item } from './compare-items.ts'
import type { Disagreement } from './eval-report.ts'

/** Where judge and raters part, those the judge was surest of first. */
export function listDisagreements(items: readonly Item[]): Disagreement[] {
  return items
    .flatMap((item) => {
      const { reference, finding, verdict } = item
      const isOne = reference !== null && finding !== null && verdict !== null && verdict !== reference
      return isOne ? [disagreement(item, reference, verdict, finding)] : []
    })
    .sort((a, b) => (b.judge.confidence ?? -1) - (a.judge.confidence ?? -1))
}

function disagreement(
  { transcript, byRater }: Item,
  reference: LabelVerdict,
  verdict: LabelVerdict,
  { rationale, evidence, confidence }: Finding,
): Disagreement {
  const { id, language, channel, turns } = transcript
  return {
    transcriptId: id,
    language,
    channel,
    reference,
    judge: { verdict, rationale, evidence, confidence: confidence.calibrated ?? confidence.raw },
    raters: Object.entries(byRater).map(([rater, label]) => ({
      rater,
      verdict: label.verdict,
      turns: label.turns.flatMap((turn) => {
        const said = turns[turn - 1]
        return said === undefined ? [] : [{ turn, role: said.role, text: said.text }]
      }),
      note: label.note,
    })),
  }
}
