import type { Evidence } from '../../domain/finding.ts'
import type { Language } from '../../domain/language.ts'
import wording from './wording.json' with { type: 'json' }

const FAILS: Readonly<Record<string, { zh: string; en: string }>> = wording.fails

/** Why a criterion failed, in the conversation's language: what it comes to, where, and how likely. */
export function sayVerdict(
  criterion: string,
  language: Language,
  place: Evidence | undefined,
  share: number,
): string {
  const side = language === 'en' ? 'en' : 'zh'
  const what = FAILS[criterion]?.[side] ?? wording.anyFail[side]
  const where = place === undefined ? '' : wording.where[side].replace('{turn}', String(place.turn))
  return `${what}${where}${wording.likely[side].replace('{share}', String(Math.round(100 * share)))}`
}
