import type { EvalRun, KeptRun } from '../../domain/eval-run.ts'
import { NO_USAGE } from '../../domain/usage.ts'

/** A kept run of the whole of june; what is given replaces its own. */
export function keptRunOf({
  run = {},
  conversations = [],
}: {
  run?: Partial<EvalRun>
  conversations?: KeptRun['conversations']
} = {}): KeptRun {
  return {
    run: {
      id: 'r_1',
      at: '2026-06-30T08:00:00Z',
      software: 'touchstone test',
      set: {
        name: 'june',
        folder: 'sets/june',
        hash: 'h',
        labelledBy: 'people',
        part: 'all',
        conversations: conversations.length,
      },
      judge: { judge: 'fake', model: 'fake-1', promptHash: 'p1', params: { votes: 1 } },
      prompts: {},
      scorecards: [],
      criteria: [],
      usage: NO_USAGE,
      seconds: 1,
      ...run,
    },
    conversations,
  }
}
