import { setImmediate } from 'node:timers/promises'

interface Waiting<Asked, Given> {
  asked: Asked
  reply: PromiseWithResolvers<Given>
}

/**
 * Answers together all that is asked in one tick, or while an answer is under way: one `answer` runs at a time. Where
 * it fails for several, each is answered on its own, so that one cannot fail the others.
 */
export function gather<Asked, Given>(
  answer: (asked: readonly Asked[]) => Promise<Given>,
): (asked: Asked) => Promise<Given> {
  let waiting: Waiting<Asked, Given>[] = []
  let working = false
  const settle = async (group: readonly Waiting<Asked, Given>[]): Promise<void> => {
    try {
      const given = await answer(group.map(({ asked }) => asked))
      for (const { reply } of group) reply.resolve(given)
    } catch (error) {
      if (group.length === 1) group[0]?.reply.reject(error)
      else for (const one of group) await settle([one])
    }
  }
  const work = async (): Promise<void> => {
    working = true
    while (waiting.length > 0) {
      await setImmediate()
      const group = waiting
      waiting = []
      await settle(group)
    }
    working = false
  }
  return (asked) => {
    const reply = Promise.withResolvers<Given>()
    waiting.push({ asked, reply })
    if (!working) void work()
    return reply.promise
  }
}
