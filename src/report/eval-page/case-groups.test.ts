import { expect, test } from 'vitest'
import type { Disagreement } from '../../calibrate/eval-report.ts'
import type { LabelVerdict } from '../../domain/eval-set.ts'
import { caseGroups } from './case-groups.ts'

const parted = (reference: LabelVerdict, verdict: LabelVerdict): Disagreement => ({
  ...{ transcriptId: 't', language: 'en', channel: 'chat', reference, raters: [] },
  ...{ isTuningOnly: false, settled: null },
  judge: { verdict, rationale: '', evidence: [], confidence: null, rawConfidence: null },
})

test('missed fails come first, then false alarms, then what does not apply', () => {
  const groups = caseGroups([
    parted('pass', 'not_applicable'),
    parted('pass', 'fail'),
    parted('fail', 'pass'),
    parted('not_applicable', 'fail'),
    parted('fail', 'pass'),
  ])
  expect(groups.map(({ kind, reference, judge, cases }) => [kind, reference, judge, cases.length])).toEqual([
    ['missed', 'fail', 'pass', 2],
    ['falseAlarm', 'pass', 'fail', 1],
    ['falseAlarm', 'not_applicable', 'fail', 1],
    ['applicability', 'pass', 'not_applicable', 1],
  ])
  expect(groups[0]?.cases.map(({ at }) => at)).toEqual([2, 4])
})
