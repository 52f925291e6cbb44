import type { GradedAgent } from '../domain/grade.ts'
import type { Marks } from '../domain/marks.ts'
import { byText } from './keep-top.ts'
import { type Mean, runningMean } from './running-mean.ts'

/** Most agents told apart; conversations of later ones are counted in `leftOut`, so that memory stays bounded. */
const MOST_AGENTS = 2000
/** Below this many conversations an agent's figures say little. */
const FEW = 10

export interface AgentSummary extends GradedAgent {
  conversations: number
  /** Of the conversations that have a total. */
  total: Mean
  /** Of the conversations with marks: in how many the customer's need was solved. */
  needSolved: { yes: number; n: number; tooFew: boolean }
  failed: number
  redLines: number
  tooFew: boolean
}

interface Tally {
  agent: GradedAgent
  conversations: number
  total: ReturnType<typeof runningMean>
  marked: number
  solved: number
  failed: number
  redLines: number
}

export interface AgentTally {
  add(agents: readonly GradedAgent[], total: number | null, marks: Marks | null): void
  /** A failed finding that rests on this agent's words. */
  fail(agentId: string, redLine: boolean): void
  nameOf(agentId: string): string
  result(): { agents: AgentSummary[]; leftOut: number }
}

/** Per agent: a conversation counts for everyone who served it, a failed finding for the one it rests on. */
export function agentTally(): AgentTally {
  const tallies = new Map<string, Tally>()
  let leftOut = 0
  const tallyOf = (agent: GradedAgent): Tally | null => {
    const known = tallies.get(agent.id)
    if (known !== undefined) return known
    if (tallies.size >= MOST_AGENTS) return null
    const fresh = {
      agent,
      conversations: 0,
      total: runningMean(),
      marked: 0,
      solved: 0,
      failed: 0,
      redLines: 0,
    }
    tallies.set(agent.id, fresh)
    return fresh
  }
  return {
    add(agents, total, marks) {
      for (const agent of agents) {
        const tally = tallyOf(agent)
        if (tally === null) {
          leftOut += 1
          continue
        }
        tally.conversations += 1
        if (tally.agent.name === null && agent.name !== null) tally.agent = agent
        if (total !== null) tally.total.add(total)
        if (marks === null) continue
        tally.marked += 1
        if (marks.needSolved.answer === 'yes') tally.solved += 1
      }
    },
    fail(agentId, redLine) {
      const tally = tallies.get(agentId)
      if (tally === undefined) return
      if (redLine) tally.redLines += 1
      else tally.failed += 1
    },
    nameOf: (agentId) => tallies.get(agentId)?.agent.name ?? agentId,
    result: () => ({
      agents: [...tallies.values()]
        .map(({ agent, conversations, total, marked, solved, failed, redLines }) => ({
          ...agent,
          conversations,
          total: total.result(),
          needSolved: { yes: solved, n: marked, tooFew: marked < FEW },
          failed,
          redLines,
          tooFew: conversations < FEW,
        }))
        .sort((a, b) => (a.total.mean ?? 101) - (b.total.mean ?? 101) || byText(a.id, b.id)),
      leftOut,
    }),
  }
}
