import type { JudgmentMemory } from './judgment-memory.ts'

/** Keeps nothing: for a run whose grades are not stored either. */
export const noMemory: JudgmentMemory = {
  findings: async () => new Map(),
  replies: async () => new Map(),
  keep: async () => undefined,
  remember: async () => undefined,
}

/** Knows what another memory knows and keeps nothing: for finding out what would be asked. */
export function lookingInto({ findings, replies }: JudgmentMemory): JudgmentMemory {
  return { ...noMemory, findings, replies }
}
