import type { Disagreement } from '../../calibrate/eval-report.ts'
import { ratio } from '../eval-format.ts'
import { count, dateTime } from '../format.ts'
import { harmless } from '../harmless.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { Conversation } from './conversation.tsx'
import type { EvalPage } from './page.ts'

interface Props {
  page: EvalPage
  disagreement: Disagreement
  anchor: string
  open: boolean
}

/** One disagreement: what each side says and why, then the conversation with what each points at. */
export function DisagreementCase({ page, disagreement, anchor, open }: Props) {
  const { conversations, text, words } = page
  const { transcriptId, judge, raters, reference, channel, language } = disagreement
  const transcript = conversations.get(transcriptId)
  const known = (['chat', 'phone', 'email', 'message', 'social'] as const).find((one) => one === channel)
  return (
    <details class="case" id={anchor} open={open}>
      <summary>
        <b>
          <Said text={transcriptId} longest={80} />
        </b>
        <span>
          {fill(text.casesOf, {
            reference: words[`verdict.${reference}`],
            judge: words[`verdict.${judge.verdict}`],
          })}
        </span>
        <span class="sub">{sayConfidence(judge, text)}</span>
        <span class="sub">
          {known === undefined ? channel : words[`channel.${known}`]} · {language}
          {transcript !== undefined && ` · ${fill(text.nTurns, { n: count(transcript.turns.length) })}`}
          {transcript?.startedAt !== undefined && ` · ${dateTime(transcript.startedAt)}`}
        </span>
      </summary>
      <div class="two">
        <div class="view byjudge">
          <h5>
            {text.judgeSays}
            {text.colon}
            {words[`verdict.${judge.verdict}`]}
          </h5>
          <p class="why">
            {judge.rationale.trim() === '' ? (
              <span class="sub">{text.noRationale}</span>
            ) : (
              <bdi>{harmless(judge.rationale)}</bdi>
            )}
          </p>
        </div>
        <div class="view byraters">
          <h5>
            {text.ratersSay}
            {text.colon}
            {words[`verdict.${reference}`]}
          </h5>
          <ul>
            {raters.map((one) => (
              <li>
                <Said text={one.rater} longest={60} />
                {text.colon}
                <b>{words[`verdict.${one.verdict}`]}</b>
                <span class="sub">
                  {' · '}
                  {one.turns.length === 0
                    ? text.namedNone
                    : fill(text.turns, { list: one.turns.map(({ turn }) => turn).join(text.comma) })}
                </span>
                <p class="why">
                  {one.note === null || one.note.trim() === '' ? (
                    <span class="sub">{text.noNote}</span>
                  ) : (
                    <bdi>{harmless(one.note)}</bdi>
                  )}
                </p>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <Conversation page={page} disagreement={disagreement} anchor={anchor} />
    </details>
  )
}

function sayConfidence({ confidence, rawConfidence }: Disagreement['judge'], text: EvalPage['text']): string {
  if (confidence === null) return text.noConfidenceShort
  return rawConfidence === null || rawConfidence === confidence
    ? fill(text.confidence, { value: ratio(confidence) })
    : fill(text.confidenceBoth, { raw: ratio(rawConfidence), value: ratio(confidence) })
}
