import { expect, test } from 'vitest'
import { refuseKnownExamples } from './refuse-known-examples.ts'
import { labForm, labSet } from './testing/lab-of.ts'

const SAID = 'the parcel left our warehouse on Monday and nobody here can stop it any more'
const turns = [
  { id: 1, role: 'customer' as const, text: 'Where is it?' },
  { id: 2, role: 'agent' as const, text: SAID },
]
const set = labSet([{ id: 'c1', raters: {}, transcript: { turns }, side: 'holdout' }], { test: 'split' })

function refuse(criterion: Record<string, unknown>, prompts: Record<string, string> = {}, fields = {}) {
  const scorecard = labForm('form', { tone: { asks: 'Polite?', ...criterion } }, fields)
  refuseKnownExamples([{ scorecard }], prompts, set)
}

test('an example that stands in the set, on whichever side, is refused with its place and the turn', () => {
  expect(() => refuse({ examples: [{ quote: SAID, verdict: 'fail', why: 'blames' }] })).toThrow(
    expect.objectContaining({
      code: 'EVAL_SET_LEAK',
      issues: [{ path: 'form: tone.examples[0]', message: 'is turn 2 of c1, or nearly (100 % the same)' }],
    }),
  )
})

test.each([
  ['the question', { asks: `Is it ${SAID}?` }, 'tone.asks'],
  ['what fails', { fail: `As in: ${SAID}` }, 'tone.fail'],
  ['what passes', { pass: SAID }, 'tone.pass'],
  ['what does not apply', { notApplicable: SAID }, 'tone.notApplicable'],
  ['a reason', { examples: [{ quote: 'no', verdict: 'fail', why: SAID }] }, 'tone.examples[0].why'],
])('a conversation’s words teach the judge in %s too', (_, criterion, path) => {
  expect(() => refuse(criterion)).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: `form: ${path}` })] }),
  )
})

test('so do they in what an act means, and in its cues', () => {
  const acts = { refusal: { by: 'agent', means: SAID, cues: ['no', SAID] } }
  expect(() => refuse({}, {}, { acts })).toThrow(
    expect.objectContaining({
      issues: [
        expect.objectContaining({ path: 'form: acts.refusal.means' }),
        expect.objectContaining({ path: 'form: acts.refusal.cues[1]' }),
      ],
    }),
  )
})

test('a line of a prompt is refused by its language and line', () => {
  const prompts = { 'zh-CN': '你是质检员。', en: `You grade.\nFor example: “${SAID}” is a fail.` }
  expect(() => refuse({}, prompts)).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: 'prompt en: line 2' })] }),
  )
})

test('what is written anew, and short phrases, pass', () => {
  const examples = [
    { quote: 'Where is it?', verdict: 'pass', why: 'a question' },
    { quote: 'Please wait while I ask the courier for you', verdict: 'pass', why: 'helps' },
  ]
  expect(() => refuse({ examples }, { en: 'You grade conversations, criterion by criterion.' })).not.toThrow()
})

test('of many ten are named', () => {
  const prompts = { en: Array.from({ length: 14 }, () => SAID).join('\n') }
  let issues: unknown[] = []
  try {
    refuse({}, prompts)
  } catch (error) {
    issues = error instanceof Error && 'issues' in error && Array.isArray(error.issues) ? error.issues : []
  }
  expect(issues).toHaveLength(10)
})
