import type { AppliesTo, Scorecard } from './scorecard.ts'
import type { Transcript } from './transcript.ts'

/**
 * The scorecard that fits best: the one that names most of channel, stage and language; of equals the one with the
 * shorter lists, then the first by id. null where none applies.
 */
export function chooseScorecard(scorecards: readonly Scorecard[], transcript: Transcript): Scorecard | null {
  let best: Scorecard | null = null
  for (const scorecard of scorecards) {
    if (!applies(scorecard.appliesTo, transcript)) continue
    if (best === null || isMoreSpecific(scorecard, best)) best = scorecard
  }
  return best
}

/** Whether a form that `appliesTo` says nothing about a part of the conversation, or names it. */
function applies({ channels, stages, languages }: AppliesTo, transcript: Transcript): boolean {
  return (
    (channels === undefined || channels.includes(transcript.channel)) &&
    (stages === undefined || (transcript.stage !== undefined && stages.includes(transcript.stage))) &&
    (languages === undefined || languages.includes(transcript.language))
  )
}

function isMoreSpecific(a: Scorecard, b: Scorecard): boolean {
  const [namedA, longA] = specificity(a.appliesTo)
  const [namedB, longB] = specificity(b.appliesTo)
  if (namedA !== namedB) return namedA > namedB
  if (longA !== longB) return longA < longB
  return a.id < b.id
}

/** How many parts are named, and how long their lists are together. */
function specificity({ channels, stages, languages }: AppliesTo): [number, number] {
  const named = [channels, stages, languages].filter((list) => list !== undefined)
  return [named.length, named.reduce((sum, list) => sum + list.length, 0)]
}
