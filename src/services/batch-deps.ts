import type { Logger } from 'pino'
import type { BatchProvider } from '../judge/batch-provider.ts'
import type { ChatModel, ChatRequest } from '../judge/chat-model.ts'
import type { Judge } from '../judge/judge.ts'
import type { JudgmentMemory } from '../judge/judgment-memory.ts'
import type { Clock, Store } from './ports.ts'
import type { ScorecardShelf } from './prepare-scorecards.ts'

export type ModelLog = Pick<Logger, 'info' | 'warn' | 'error'>

/** Tries until it works or a long budget is used up. */
export type Persist = <T>(
  attempt: (signal: AbortSignal) => Promise<T>,
) => Promise<{ answer: T } | { gaveUp: string }>

/** What batches may cost. */
export interface BatchMoney {
  /** Whether the request fits into what is left, with this much set aside for others. */
  fits(request: ChatRequest, setAsideUsd: number): boolean
  /** The most that it can cost, in USD. */
  most(request: ChatRequest): number
  spend(costUsd: number | null): Promise<void>
}

export interface BatchSettings {
  mostRounds: number
  /** From the second round on, up to so many requests are left for asking live. */
  liveBelow: number
  firstPollMs: number
  longestPollMs: number
}

export interface AskByBatchDeps {
  store: Store
  shelf: ScorecardShelf
  clock: Clock
  /** The model as it is asked live: a request has the same hash both ways. */
  chat: ChatModel
  judgeWith(chat: ChatModel, memory: JudgmentMemory): Judge
  batches: BatchProvider
  persist: Persist
  money: BatchMoney
  /** Resolves after so many milliseconds; rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  log: ModelLog
  /** @default batch-settings.json */
  settings?: BatchSettings
}
