import type { Finding } from '../../domain/finding.ts'
import type { ChatReply } from '../chat-model.ts'
import type { Call, JudgmentMemory } from '../judgment-memory.ts'

export interface TestMemory extends JudgmentMemory {
  calls: Call[]
  known: Map<string, Finding>
  /** Replies that came in a provider's batch and were not read yet. */
  unread: Map<string, ChatReply>
}

/** A memory that lasts as long as the test. */
export function memoryOf(): TestMemory {
  const calls: Call[] = []
  const known = new Map<string, Finding>()
  const unread = new Map<string, ChatReply>()
  const remember: JudgmentMemory['remember'] = async (findings) => {
    for (const { key, finding } of findings) known.set(key, finding)
  }
  return {
    calls,
    known,
    unread,
    async findings(keys) {
      return new Map(
        keys.flatMap((key) => {
          const finding = known.get(key)
          return finding === undefined ? [] : [[key, finding]]
        }),
      )
    },
    async replies(hashes) {
      const found = new Map<string, { reply: ChatReply; fresh: boolean }>()
      for (const hash of hashes) {
        const fresh = unread.get(hash)
        const verified = calls.find((call) => call.requestHash === hash && call.outcome === 'verified')
        if (fresh !== undefined) found.set(hash, { reply: fresh, fresh: true })
        else if (verified !== undefined) found.set(hash, { reply: verified.reply, fresh: false })
      }
      return found
    },
    async keep(call, findings) {
      calls.push(call)
      unread.delete(call.requestHash)
      await remember(findings)
    },
    remember,
  }
}
