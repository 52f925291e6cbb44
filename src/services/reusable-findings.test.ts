import { expect, test } from 'vitest'
import { makeCheckRegistry } from '../checks/registry.ts'
import type { KeptRun, RunFindings } from '../domain/eval-run.ts'
import type { Finding } from '../domain/finding.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import { NO_USAGE } from '../domain/usage.ts'
import { prepareScorecards } from './prepare-scorecards.ts'
import { reusableFindings } from './reusable-findings.ts'
import { labForm } from './testing/lab-of.ts'

const judge = { judge: 'fake', model: null, promptHash: null, params: {} }
const prepared = (version = 1, by = judge) =>
  prepareScorecards([labForm('form', { tone: '?' }, { version })], makeCheckRegistry([]), by).named('form')

/** A store with one run of one conversation, whose content is "words". */
function runs(found: Finding, gradedBy: string | undefined = prepared().keyPart) {
  const conversation: RunFindings = {
    transcriptId: 'c1',
    contentHash: 'words',
    scorecard: 'form',
    findings: [found],
    usage: { ...NO_USAGE, requests: 1 },
  }
  const kept: KeptRun = {
    run: {
      id: 'r_1',
      at: '2026-06-01T00:00:00Z',
      software: 'test',
      set: { name: 'june', folder: 'june', hash: 'h', labelledBy: 'people', part: 'tune', conversations: 1 },
      judge,
      prompts: {},
      scorecards: [
        {
          id: 'form',
          version: 1,
          hash: 'h',
          judgementHashes: {},
          ...(gradedBy !== undefined && { gradedBy }),
        },
      ],
      criteria: [],
      usage: NO_USAGE,
      seconds: 0,
    },
    conversations: [conversation],
  }
  return { list: async () => [kept.run], kept: async () => kept }
}

const about = { set: 'june', part: 'tune' as const }

test('what was found in the same words by the same form, judge and checks is found again', async () => {
  const before = await reusableFindings(runs(findingOf()), about)
  expect(before('c1', 'words', prepared())?.findings).toEqual([findingOf()])
})

test.each([
  ['other words', 'c1', 'other words', prepared()],
  ['another conversation', 'c2', 'words', prepared()],
  ['another version of the form', 'c1', 'words', prepared(2)],
  ['another judge', 'c1', 'words', prepared(1, { ...judge, judge: 'other' })],
])('%s is judged anew', async (_, id, content, by) => {
  const before = await reusableFindings(runs(findingOf()), about)
  expect(before(id, content, by)).toBeNull()
})

test('what failed for a passing cause is judged anew, what a judge cannot tell is not', async () => {
  const failed = await reusableFindings(runs(findingOf({ reason: 'provider_error' })), about)
  expect(failed('c1', 'words', prepared())).toBeNull()
  const untold = await reusableFindings(runs(findingOf({ reason: 'judge_cannot_tell' })), about)
  expect(untold('c1', 'words', prepared())).not.toBeNull()
})

test('a run that does not say how it graded, and no run at all, give nothing', async () => {
  const unknown = runs(findingOf())
  const kept = await unknown.kept()
  for (const scorecard of kept.run.scorecards) delete scorecard.gradedBy
  expect((await reusableFindings(unknown, about))('c1', 'words', prepared())).toBeNull()
  const none = { list: async () => [], kept: async () => null }
  expect((await reusableFindings(none, about))('c1', 'words', prepared())).toBeNull()
})
