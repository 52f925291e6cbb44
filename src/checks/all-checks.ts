import { addressForm } from './address-form.ts'
import { bannedWords } from './banned-words.ts'
import { cannedRepeat } from './canned-repeat.ts'
import type { Check } from './check.ts'
import { deadAir } from './dead-air.ts'
import { emojiUse } from './emoji-use.ts'
import { farewell } from './farewell.ts'
import { firstResponseTime } from './first-response-time.ts'
import { forbiddenRequests } from './forbidden-requests.ts'
import { furtherHelp } from './further-help.ts'
import { greeting } from './greeting.ts'
import { greetingLayout } from './greeting-layout.ts'
import { invitesRating } from './invites-rating.ts'
import { keptPromises } from './kept-promises.ts'
import { longMessage } from './long-message.ts'
import { orderCheck } from './order-check.ts'
import { perfunctory } from './perfunctory.ts'
import { queueUpdates } from './queue-updates.ts'
import { responseTime } from './response-time.ts'
import { talkOver } from './talk-over.ts'
import { textStyle } from './text-style.ts'

/** Every check the program ships, in the order of the catalogue: timing, flow, wording. */
export const allChecks: readonly Check[] = [
  firstResponseTime,
  responseTime,
  queueUpdates,
  deadAir,
  talkOver,
  keptPromises,
  greeting,
  greetingLayout,
  furtherHelp,
  invitesRating,
  farewell,
  orderCheck,
  bannedWords,
  forbiddenRequests,
  cannedRepeat,
  longMessage,
  perfunctory,
  addressForm,
  emojiUse,
  textStyle,
]
