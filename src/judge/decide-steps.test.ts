import { expect, test } from 'vitest'
import { decideSteps } from './decide-steps.ts'

const STEPS = { when: 'upset', require: ['empathy', 'explanation'] }

/** Each turn is written as the acts that it performs. */
function decide(turns: readonly string[], steps: { when: string; require: readonly string[] } = STEPS) {
  return decideSteps(steps, turns.length, (turn, act) => turns[turn]?.split(' ').includes(act) ?? false)
}

test.each<[string, string[], string, number, boolean]>([
  ['nobody is upset: not applicable', ['', 'explanation'], 'not_applicable', -1, false],
  ['no turns at all: not applicable', [], 'not_applicable', -1, false],
  ['in order: a pass at the first act', ['upset', 'empathy', 'explanation'], 'pass', 1, false],
  ['both in one turn are in order', ['upset', 'empathy explanation'], 'pass', 1, false],
  ['reversed: a fail at what came too early', ['upset', 'explanation', 'empathy'], 'fail', 1, false],
  ['no empathy before an explanation: a fail there', ['upset', '', 'explanation'], 'fail', 2, false],
  ['nothing is explained: nothing came too early', ['upset', '', 'empathy'], 'pass', 2, false],
  ['neither act: empathy was due after the upset', ['', 'upset', ''], 'fail', 1, true],
  ['what comes before the upset does not count', ['empathy', 'upset', 'explanation'], 'fail', 2, false],
  ['an explanation before the upset is not too early', ['explanation', 'upset', 'empathy'], 'pass', 2, false],
  ['acts in the turn of the upset itself count', ['upset empathy', 'explanation'], 'pass', 0, false],
  ['the first upset begins it', ['upset', 'explanation', 'upset', 'empathy'], 'fail', 1, false],
  [
    'empathy again after the explanation changes nothing',
    ['upset', 'empathy', 'explanation', 'empathy'],
    'pass',
    1,
    false,
  ],
])('%s', (_, turns, verdict, at, missing) => {
  expect(decide(turns)).toEqual({ verdict, at, missing })
})

test('a single act must come, wherever after', () => {
  const one = { when: 'upset', require: ['empathy'] }
  expect(decide(['upset', '', 'empathy'], one)).toEqual({ verdict: 'pass', at: 2, missing: false })
  expect(decide(['upset', 'explanation'], one)).toEqual({ verdict: 'fail', at: 0, missing: true })
})

test('of three acts only the last may be absent', () => {
  const three = { when: 'upset', require: ['empathy', 'check', 'explanation'] }
  expect(decide(['upset', 'empathy', 'check'], three)).toMatchObject({ verdict: 'pass', at: 1 })
  expect(decide(['upset', 'empathy', 'explanation'], three)).toMatchObject({ verdict: 'fail', at: 2 })
  expect(decide(['upset', 'check', 'empathy', 'explanation'], three)).toMatchObject({
    verdict: 'fail',
    at: 1,
  })
  expect(decide(['upset', 'empathy', 'explanation', 'check'], three)).toMatchObject({
    verdict: 'fail',
    at: 2,
  })
  expect(decide(['upset', 'check'], three)).toMatchObject({ verdict: 'fail', at: 1, missing: false })
})

test('of three acts the second may not be absent, even where the third is', () => {
  const three = { when: 'upset', require: ['empathy', 'check', 'explanation'] }
  expect(decide(['upset', 'empathy'], three)).toEqual({ verdict: 'fail', at: 0, missing: true })
})
