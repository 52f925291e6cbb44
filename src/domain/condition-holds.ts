import type { LocalText } from './language.ts'
import type { Condition } from './scorecard.ts'
import type { Transcript } from './transcript.ts'

/** Why a criterion whose condition does not hold is not applicable. */
export const CONDITION_NOT_MET: LocalText = {
  'zh-CN': '本项条件不成立，不适用',
  en: 'the condition of this criterion does not hold',
}

/** Every named part of a condition must hold; of several conditions, any one. No condition always holds. */
export function conditionHolds(condition: Condition | undefined, transcript: Transcript): boolean {
  if (condition === undefined) return true
  return condition.some(
    ({ channels, stages, languages, events }) =>
      (channels === undefined || channels.includes(transcript.channel)) &&
      (stages === undefined || (transcript.stage !== undefined && stages.includes(transcript.stage))) &&
      (languages === undefined || languages.includes(transcript.language)) &&
      (events === undefined ||
        transcript.turns.some(({ event }) => event !== undefined && events.includes(event))),
  )
}
