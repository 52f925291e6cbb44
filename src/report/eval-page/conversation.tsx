import type { Disagreement } from '../../calibrate/eval-report.ts'
import { clockTime, count } from '../format.ts'
import { harmless } from '../harmless.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { MarkedText } from './marked-text.tsx'
import type { EvalPage } from './page.ts'
import { type PlannedTurn, planTurns, type Stretch } from './plan-turns.ts'

interface Props {
  page: EvalPage
  disagreement: Disagreement
  /** This disagreement's own. */
  anchor: string
}

/**
 * A conversation turn by turn. Where it was shown before, under another criterion, the turns far from what either side
 * points at are a link to there: each conversation's text stands on the page once.
 */
export function Conversation({ page, disagreement, anchor }: Props) {
  const { conversations, text, firstShown } = page
  const transcript = conversations.get(disagreement.transcriptId)
  if (transcript === undefined) return <p class="note">{text.noConversation}</p>
  const { stretches, astray } = planTurns(transcript, disagreement)
  const first = firstShown.get(disagreement.transcriptId) ?? anchor
  // Within the disagreement, so that a browser which follows the link opens it.
  const own = first === anchor ? { id: turnsOf(anchor) } : {}
  return (
    <div class="talk" lang={transcript.language} {...own}>
      {stretches.map((stretch) => {
        if (!stretch.folded) return <Turns page={page} turns={stretch.turns} />
        return first === anchor ? (
          <details class="fold">
            <summary lang={page.language}>{foldName(stretch, text.fold, text.foldOne)}</summary>
            <Turns page={page} turns={stretch.turns} />
          </details>
        ) : (
          <p class="fold" lang={page.language}>
            <a href={`#${turnsOf(first)}`}>{foldName(stretch, text.foldElsewhere, text.foldOneElsewhere)}</a>
          </p>
        )
      })}
      {astray.map(({ turn, quote }) => (
        <p class="note" lang={page.language}>
          {quote === null ? (
            fill(text.evidenceBroken, { n: turn })
          ) : (
            <>
              {fill(text.turn, { n: turn })}
              {text.colon}
              <Said text={fill(text.quoteAway, { quote })} />
            </>
          )}
        </p>
      ))}
    </div>
  )
}

function turnsOf(anchor: string): string {
  return `${anchor}-turns`
}

function foldName({ turns }: Stretch, several: string, single: string): string {
  const [from, to] = [turns[0]?.turn.id ?? 0, turns.at(-1)?.turn.id ?? 0]
  return fill(from === to ? single : several, { from, to, n: count(turns.length) })
}

function Turns({ page, turns }: { page: EvalPage; turns: readonly PlannedTurn[] }) {
  return (
    <ol class="turns">
      {turns.map((planned) => (
        <TurnLine page={page} planned={planned} />
      ))}
    </ol>
  )
}

function TurnLine({ page, planned }: { page: EvalPage; planned: PlannedTurn }) {
  const { text, words, language } = page
  const { turn, marks, raters, missing } = planned
  const isJudged = marks.length > 0 || missing !== null
  const classes = [isJudged && 'judged', raters.length > 0 && 'rated'].filter(Boolean).join(' ')
  return (
    <li class={classes}>
      <span class="when">
        {turn.id} {turn.at !== undefined && clockTime(turn.at)}
      </span>
      <span class="who" lang={language} title={turn.agentId === undefined ? '' : harmless(turn.agentId)}>
        {words[`role.${turn.role}`]}
        {turn.visibility === 'internal' && <span class="tag">{words.internal}</span>}
      </span>
      <span class="said">
        {missing === 'before' && (
          <span class="due" lang={language}>
            {text.missingBefore}
          </span>
        )}
        <MarkedText planned={planned} text={text} />
        {missing === 'after' && (
          <span class="due" lang={language}>
            {text.missingAfter}
          </span>
        )}
        {(isJudged || raters.length > 0) && (
          <span class="sides" lang={language}>
            {isJudged && <span class="chip byjudge">{text.tagJudge}</span>}
            {raters.length > 0 && (
              <span class="chip byraters">
                <Said text={fill(text.tagRaters, { names: raters.join(text.comma) })} longest={120} />
              </span>
            )}
          </span>
        )}
      </span>
    </li>
  )
}
