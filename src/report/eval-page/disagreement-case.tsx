import type { Disagreement } from '../../calibrate/eval-report.ts'
import { ratio } from '../eval-format.ts'
import { count, dateTime } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { Conversation } from './conversation.tsx'
import type { EvalPage } from './page.ts'
import { TwoSides } from './two-sides.tsx'

interface Props {
  page: EvalPage
  disagreement: Disagreement
  anchor: string
}

/** One disagreement: its gist, and on request what each side says and why and the conversation with what each points at. */
export function DisagreementCase({ page, disagreement, anchor }: Props) {
  const { conversations, text, words } = page
  const { transcriptId, judge, raters, settled, reference, channel, language } = disagreement
  const transcript = conversations.get(transcriptId)
  const known = (['chat', 'phone', 'email', 'message', 'social'] as const).find((one) => one === channel)
  const agreeing = raters.filter(({ verdict }) => verdict === reference).length
  return (
    <details class="case" id={anchor}>
      <summary>
        <b>
          <Said text={transcriptId} longest={80} />
        </b>
        <span>{sayConfidence(judge, text)}</span>
        {agreeing < raters.length && (
          <span class="tag">{fill(text.splitOf, { n: agreeing, all: raters.length })}</span>
        )}
        {settled !== null && <span class="tag">{text.settled}</span>}
        {disagreement.isTuningOnly && <span class="tag">{text.tuningTag}</span>}
        <span class="sub">
          {known === undefined ? channel : words[`channel.${known}`]} · {language}
          {transcript !== undefined && ` · ${fill(text.nTurns, { n: count(transcript.turns.length) })}`}
          {transcript?.startedAt !== undefined && ` · ${dateTime(transcript.startedAt)}`}
        </span>
        <span class="gist">
          <Said text={gistOf(disagreement, text)} longest={200} />
        </span>
      </summary>
      <TwoSides page={page} disagreement={disagreement} />
      <Conversation page={page} disagreement={disagreement} anchor={anchor} />
    </details>
  )
}

/** The judge's reason, and a rater's. */
function gistOf({ judge, raters }: Disagreement, text: EvalPage['text']): string {
  const reason = judge.rationale.trim()
  const note = raters.flatMap((one) => one.note?.trim() || [])[0]
  return [
    ...(reason === '' ? [] : [`${text.judgeSays}${text.colon}${reason}`]),
    ...(note === undefined ? [] : [`${text.ratersSay}${text.colon}${note}`]),
  ].join(' · ')
}

function sayConfidence({ confidence, rawConfidence }: Disagreement['judge'], text: EvalPage['text']): string {
  if (confidence === null) return text.noConfidenceShort
  return rawConfidence === null || rawConfidence === confidence
    ? fill(text.confidence, { value: ratio(confidence) })
    : fill(text.confidenceBoth, { raw: ratio(rawConfidence), value: ratio(confidence) })
}
