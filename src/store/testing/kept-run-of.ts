import type { EvalRun, KeptRun, RunFindings } from '../../domain/eval-run.ts'
import { judgedFinding, usageOf } from './call-of.ts'

/** What a test says of a run; everything else is filled in. */
export interface KeptRunOf {
  at?: string
  set?: string
  part?: EvalRun['set']['part']
  conversations?: RunFindings[]
}

export function keptRunOf(id: string, given: KeptRunOf = {}): KeptRun {
  const { at = '2026-05-11T10:00:00.000Z', set = 'service', part = 'all' } = given
  const { conversations = [runFindingsOf('c-1')] } = given
  const run: EvalRun = {
    id,
    at,
    software: 'test',
    set: {
      name: set,
      folder: `eval/sets/${set}`,
      hash: 'set-hash',
      labelledBy: 'people',
      part,
      conversations: conversations.length,
    },
    judge: { judge: 'llm', model: 'm', promptHash: 'prompt-hash', params: { temperature: 0, seed: null } },
    prompts: { 'zh-CN': '你是质检员。', en: 'You check.' },
    scorecards: [{ id: 'card', version: 1, hash: 'card-hash', judgementHashes: { tone: 'tone-hash' } }],
    criteria: ['tone'],
    usage: usageOf(),
    seconds: 1.5,
  }
  return { run, conversations }
}

export function runFindingsOf(transcriptId: string, given: Partial<RunFindings> = {}): RunFindings {
  return {
    transcriptId,
    contentHash: `hash of ${transcriptId}`,
    scorecard: 'card',
    findings: [judgedFinding('tone')],
    usage: usageOf(),
    ...given,
  }
}
