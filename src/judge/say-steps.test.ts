import { expect, test } from 'vitest'
import { saySteps } from './say-steps.ts'

const steps = { when: 'upset', require: ['empathy', 'explanation'] }

function marked(...acts: [act: string, turn: number][]) {
  return acts.map(([act, turn]) => ({ act, evidence: { turn, start: 0, end: 2, quote: `${act} ${turn}` } }))
}

test('in order it is a pass that shows the first act', () => {
  const said = saySteps(steps, marked(['upset', 1], ['empathy', 2], ['explanation', 3]), 4, 'en')
  expect(said).toMatchObject({
    verdict: 'pass',
    evidence: [{ turn: 2, quote: 'empathy 2' }],
    reasoning: 'done in the required order in turn 2',
  })
})

test('a later step that comes first is a fail that shows it', () => {
  const said = saySteps(steps, marked(['upset', 1], ['explanation', 2], ['empathy', 3]), 4, 'zh-TW')
  expect(said).toMatchObject({
    verdict: 'fail',
    evidence: [{ turn: 2, quote: 'explanation 2' }],
    reasoning: '第2轮已进入后一步，此前没有做到前一步',
  })
})

test('an act that never comes was due after the turn that calls for it', () => {
  const said = saySteps(steps, marked(['upset', 3]), 4, 'en')
  expect(said).toMatchObject({
    verdict: 'fail',
    evidence: [{ turn: 3, start: null, end: null, quote: null }],
    reasoning: 'what was due after turn 3 never came',
  })
})

test('where nothing calls for it, it is not applicable', () => {
  expect(saySteps(steps, marked(['empathy', 2]), 4, 'en')).toMatchObject({
    verdict: 'not_applicable',
    evidence: [],
  })
})
