import { expect, test } from 'vitest'
import { lintScorecard } from './lint-scorecard.ts'
import { ACTS, CHECK, JUDGMENT, STEPS, scorecardOf, sectionOf } from './testing/scorecard-of.ts'

const lint = (fields: Record<string, unknown>) =>
  lintScorecard(scorecardOf(fields)).map(({ path, code }) => `${code} ${path}`)
const criteria = (...list: unknown[]) => ({ sections: [sectionOf(list)] })
const FIRST = 'sections[0].criteria[0]'

test('a form that says what it means has no warnings', () => {
  expect(lint({})).toEqual([])
})

test('a warning speaks both languages', () => {
  const [warning] = lintScorecard(scorecardOf({ passMark: 0 }))
  expect(warning?.message['zh-CN']).toContain('合格线 0')
  expect(warning?.message.en).toContain('pass mark of 0')
})

test.each<[string, Record<string, unknown>, string[]]>([
  ['a pass mark of 100', { passMark: 100 }, ['pass_mark_extreme passMark']],
  [
    'section weights that add up to 90',
    { sections: [sectionOf([CHECK], 'a', 40), sectionOf([JUDGMENT], 'b', 50)] },
    ['section_weights_sum sections'],
  ],
  [
    // 5 of 5 + 1 + 1 + 1 = 8 is more than half.
    'one weight above half of a section of four',
    criteria({ ...CHECK, weight: 5 }, { ...JUDGMENT, weight: 1 }, STEPS, {
      ...CHECK,
      id: 'b',
      within: '90s',
    }),
    [`weight_dominates ${FIRST}.weight`],
  ],
  ['a judgment without pass', criteria({ ...JUDGMENT, pass: undefined }), [`pass_missing ${FIRST}.pass`]],
  ['a judgment without fail', criteria({ ...JUDGMENT, fail: undefined }), [`fail_missing ${FIRST}.fail`]],
  [
    'a judgment that does not say when it does not apply',
    criteria({ ...JUDGMENT, notApplicable: undefined }),
    [`not_applicable_missing ${FIRST}.notApplicable`],
  ],
  [
    'a vague Chinese word without an example',
    criteria({ ...JUDGMENT, asks: '客服是否及时回复？', examples: [] }),
    [`examples_missing ${FIRST}.examples`, `vague_word ${FIRST}.asks`],
  ],
  [
    'a vague English word without an example',
    criteria({ ...JUDGMENT, pass: 'Professional throughout.', examples: undefined }),
    [`examples_missing ${FIRST}.examples`, `vague_word ${FIRST}.pass`],
  ],
  ['a vague word pinned down by an example', criteria({ ...JUDGMENT, pass: 'Professional throughout.' }), []],
  [
    'a word that only contains a vague one',
    criteria({ ...JUDGMENT, pass: 'The goods were named.', examples: [] }),
    [`examples_missing ${FIRST}.examples`],
  ],
  [
    'acts with a cue in common',
    { acts: { ...ACTS, comfort: { by: 'agent', means: 'comforts', cues: ['You waited'] } } },
    ['acts_overlap acts.comfort'],
  ],
  [
    'acts of different speakers with a cue in common',
    { acts: { ...ACTS, echo: { by: 'agent', means: 'repeats', cues: ['angry'] } } },
    [],
  ],
  [
    'steps over an act without cues',
    { acts: { ...ACTS, empathy: { by: 'agent', means: 'feels' } } },
    ['act_without_cues sections[0].criteria[2]'],
  ],
  [
    'a red line that is weighed too',
    { redLines: [{ id: 'r', by: 'check', check: CHECK.check, within: '60s', effect: 'zero' }] },
    ['red_line_weighed redLines[0]'],
  ],
  [
    'two judgments that ask the same in other marks',
    criteria(JUDGMENT, { ...JUDGMENT, id: 'again', asks: 'is blame pushed away' }),
    ['asks_the_same sections[0].criteria[1]'],
  ],
  ['an office-hours check without a calendar', { calendar: undefined }, [`calendar_missing ${FIRST}`]],
  [
    'a check by the wall clock without a calendar',
    { calendar: undefined, ...criteria({ ...CHECK, clock: 'wall' }) },
    [],
  ],
  ['a chat form without a calendar', { calendar: undefined, appliesTo: { channels: ['chat'] } }, []],
])('%s: the lint says so where it matters', (_what, fields, warnings) => {
  expect(lint(fields)).toEqual(warnings)
})

test('more than 40 judged criteria are too many', () => {
  const many = Array.from({ length: 41 }, (_, n) => ({ ...JUDGMENT, id: `j${n}`, asks: `Question ${n}?` }))
  expect(lint(criteria(...many))).toEqual(['too_many_judged sections'])
  expect(lint(criteria(...many.slice(1)))).toEqual([])
})
