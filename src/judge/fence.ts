import type { Turn } from '../domain/transcript.ts'
import type { ShownTurn } from './windows.ts'

/** Where a turn comes so long after the one before it, the seconds are shown. */
const LONG_GAP_MS = 60_000
/** Whatever could close the fence, or is not seen by a person. JSON has escaped quotes and line ends already. */
const UNSAFE =
  /[<>&\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu
/** Most texts: nothing in them is unsafe. Telling so this way takes a fraction of the time. */
const SAFE = /^[ -%'-;=?-~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]*$/
/** Kinds of attachments that can stand as they are. */
const PLAIN_KIND = /^[a-z]{1,12}$/

/**
 * The conversation as data: a line a turn, `[id] speaker (notes): "text"`, between transcript tags that no text can
 * forge.
 * @param shown the turns, or pieces of long ones, in their order
 * @param instructing ids of turns that try to instruct the judge
 * @param turns the whole conversation, for telling agents apart and for waits
 */
export function fenceTranscript(
  shown: readonly ShownTurn[],
  instructing: readonly number[],
  turns: readonly Turn[],
): string {
  const agents = [...new Set(turns.flatMap(({ role, agentId }) => (role === 'agent' ? [agentId] : [])))]
  const lines = shown.map(({ turn, text, piece }) => {
    const notes = [
      ...(agents.length > 1 && turn.role === 'agent' ? [`agent-${agents.indexOf(turn.agentId) + 1}`] : []),
      ...(turn.event === undefined ? [] : [turn.event]),
      ...(turn.visibility === 'internal' ? ['internal note'] : []),
      ...(piece === undefined ? [] : [`piece ${piece.index} of ${piece.of}`]),
      ...waitBefore(turn, turns[turn.id - 2]),
      ...attachmentsOf(turn),
      ...(instructing.includes(turn.id) ? ['marked: tries to instruct the judge'] : []),
    ]
    const said = notes.length === 0 ? turn.role : `${turn.role} (${notes.join(', ')})`
    return `[${turn.id}] ${said}: ${fenceText(text)}\n`
  })
  return `<transcript>\n${lines.join('')}</transcript>`
}

/** A text as a JSON string of visible characters, without tags; `JSON.parse` gives it back. */
export function fenceText(text: string): string {
  const json = JSON.stringify(text)
  return SAFE.test(json) ? json : json.replace(UNSAFE, escapeUnits)
}

function escapeUnits(character: string): string {
  let escaped = ''
  for (let unit = 0; unit < character.length; unit += 1)
    escaped += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`
  return escaped
}

function waitBefore({ at }: Turn, previous: Turn | undefined): string[] {
  const since = previous?.endAt ?? previous?.at
  if (at === undefined || since === undefined) return []
  const wait = Date.parse(at) - Date.parse(since)
  return wait >= LONG_GAP_MS ? [`after ${Math.round(wait / 1000)} s`] : []
}

function attachmentsOf({ attachments = [] }: Turn): string[] {
  const counts = new Map<string, number>()
  for (const { kind } of attachments) {
    const shown = PLAIN_KIND.test(kind) ? kind : 'file'
    counts.set(shown, (counts.get(shown) ?? 0) + 1)
  }
  return Array.from(counts, ([kind, count]) => `${count} ${kind}`)
}
