import { readConversation } from '../checks/conversation.ts'
import type { CheckRunner } from './ports.ts'

/** Runs checks in this thread. */
export const checkHere: CheckRunner = {
  async check(asked, asOfMs) {
    return asked.map(({ prepared, transcript }) => {
      try {
        return prepared.checks.assess(readConversation(transcript), asOfMs)
      } catch (error) {
        return error instanceof Error ? error : new Error(String(error))
      }
    })
  },
  close: async () => undefined,
}
