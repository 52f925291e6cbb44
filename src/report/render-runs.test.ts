import { expect, test } from 'vitest'
import { renderRuns } from './render-runs.ts'
import { HOSTILE, sampleRun } from './testing/lab-samples.ts'

test('each kept run is a line: id, when, set, part, judge, model, conversations and cost', () => {
  expect(renderRuns([sampleRun()], 'en')).toMatch(
    /r_1 +2026-03-01 08:09 +mine +tuning side +openai +small +200 +\$0\.5000\n/,
  )
  expect(renderRuns([sampleRun()], 'zh-CN')).toMatch(/r_1 .+ mine +调优侧 +openai +small +200 +\$0\.5000\n/)
})

test('a cost that is not known is a dash, and says why', () => {
  const usage = { ...sampleRun().usage, costUsd: null }
  const judge = { judge: 'builtin', model: null, promptHash: null, params: {} }
  const english = renderRuns([sampleRun({ usage, judge })], 'en')
  expect(english).toMatch(/built-in judge +– +200 +–\n/)
  expect(english).toContain('no price is known')
  expect(english).not.toMatch(/null|NaN/)
})

test('without a run it says how one is made', () => {
  expect(renderRuns([], 'en')).toBe('No run is kept. `touchstone eval run` makes one.\n')
  expect(renderRuns([], 'zh-CN')).toContain('touchstone eval run')
})

test('names from outside do not act on a terminal', () => {
  const set = { ...sampleRun().set, name: HOSTILE }
  const judge = { judge: HOSTILE, model: HOSTILE, promptHash: null, params: {} }
  expect(renderRuns([sampleRun({ id: HOSTILE, set, judge })], 'en')).not.toContain('\u001b')
})
