import { expect, test } from 'vitest'
import { Scorecard } from './scorecard.ts'
import {
  ACTS,
  CHECK,
  formOf,
  JUDGMENT,
  STEPS,
  scorecardOf,
  sectionOf,
  TITLE,
} from './testing/scorecard-of.ts'
import { zodIssues } from './zod-issues.ts'

function problems(fields: Record<string, unknown>): string[] {
  const parsed = Scorecard.safeParse(formOf(fields))
  return parsed.success ? [] : zodIssues(parsed.error).map(({ path }) => path)
}
const criteria = (...list: unknown[]) => ({ sections: [sectionOf(list)] })
const FIRST = 'sections[0].criteria[0]'

test('a small form parses, and what it leaves out is filled in', () => {
  const card = scorecardOf()
  expect(card.redLines).toEqual([])
  expect(card.adjustments).toEqual([])
  expect(card.appliesTo).toEqual({})
})

test("a check criterion's own parameters are kept apart from its fields", () => {
  expect(scorecardOf().sections[0]?.criteria[0]).toMatchObject({ id: 'speed', params: { within: '60s' } })
})

test('one condition and a list of one mean the same', () => {
  const when = { channels: ['phone'] }
  const one = scorecardOf(criteria({ ...JUDGMENT, when }))
  expect(one).toEqual(scorecardOf(criteria({ ...JUDGMENT, when: [when] })))
})

test.each<[string, Record<string, unknown>, string[]]>([
  ['an id with a space', { id: 'my form' }, ['id']],
  ['a version that is no whole number', { version: 1.5 }, ['version']],
  ['a title in one language', { title: { en: 'form' } }, ['title.zh-CN']],
  ['an unknown language', { language: 'fr' }, ['language']],
  ['an unknown method', { method: 'average' }, ['method']],
  ['a pass mark above 100', { passMark: 120 }, ['passMark']],
  ['a field that does not exist', { passmark: 80 }, ['passmark']],
  ['an unknown channel', { appliesTo: { channels: ['fax'] } }, ['appliesTo.channels[0]']],
  ['an empty list of stages', { appliesTo: { stages: [] } }, ['appliesTo.stages']],
  ['no such time zone', { calendar: { timezone: 'Mars/Base', weekly: {} } }, ['calendar.timezone']],
  [
    'hours that are no hours',
    { calendar: { timezone: 'Asia/Shanghai', weekly: { 'mon-fri': '9-18' } } },
    ['calendar.weekly.mon-fri'],
  ],
  [
    'a holiday that is no date',
    { calendar: { timezone: 'Asia/Shanghai', weekly: {}, holidays: ['Oct 1'] } },
    ['calendar.holidays[0]'],
  ],
  ['an act by nobody we know', { acts: { ...ACTS, wait: { by: 'bot', means: 'x' } } }, ['acts.wait.by']],
  ['no sections', { sections: [] }, ['sections']],
  ['a section without criteria', criteria(), ['sections[0].criteria']],
  [
    'a section without weight',
    { sections: [{ id: 'a', title: TITLE, criteria: [CHECK] }] },
    ['sections[0].weight'],
  ],
  ['a weight of 0', criteria({ ...CHECK, weight: 0 }), [`${FIRST}.weight`]],
  ['no question', criteria({ id: 'x', by: 'judgment', weight: 1 }), [`${FIRST}.asks`]],
  ['an unknown field of a judgment', criteria({ ...JUDGMENT, ask: 'x' }), [`${FIRST}.ask`]],
  [
    'an unknown field of a condition',
    criteria({ ...JUDGMENT, when: { chanel: ['x'] } }),
    [`${FIRST}.when.chanel`],
  ],
  ['an unknown event', criteria({ ...CHECK, when: [{ events: ['boom'] }] }), [`${FIRST}.when[0].events[0]`]],
  [
    'an unknown verdict of an example',
    criteria({ ...JUDGMENT, examples: [{ quote: 'x', verdict: 'na', why: 'x' }] }),
    [`${FIRST}.examples[0].verdict`],
  ],
  ['one level', criteria({ ...JUDGMENT, levels: [0] }), [`${FIRST}.levels`]],
  ['steps after no act', criteria({ ...STEPS, when: 'anger' }), [`${FIRST}.when`]],
  ['steps that require no act', criteria({ ...STEPS, require: ['empathy', 'hug'] }), [`${FIRST}.require[1]`]],
  ['an id used twice', criteria(CHECK, CHECK), ['sections[0].criteria[1].id']],
  ['two sections of one id', { sections: [sectionOf([CHECK]), sectionOf([JUDGMENT])] }, ['sections']],
  [
    'a red line without effect',
    { redLines: [{ id: 'r', by: 'check', check: 'banned_words' }] },
    ['redLines[0].effect'],
  ],
  [
    'a red line that voids a section it does not name',
    { redLines: [{ id: 'r', by: 'check', check: 'banned_words', effect: 'zero_section' }] },
    ['redLines[0].section'],
  ],
  [
    'a red line that voids a section there is not',
    { redLines: [{ id: 'r', by: 'check', check: 'x', effect: 'zero_section', section: 'other' }] },
    ['redLines[0].section'],
  ],
  [
    'an adjustment of 0 points',
    { adjustments: [{ id: 'x', by: 'judgment', asks: 'x', points: 0 }] },
    ['adjustments[0].points'],
  ],
])('%s is told at its field', (_what, fields, paths) => {
  expect(problems(fields)).toEqual(paths)
})

test.each([undefined, 'rule'])('by: %s is answered with the three ways there are', (by) => {
  const parsed = Scorecard.safeParse(formOf(criteria({ id: 'x', by, weight: 1 })))
  expect(parsed.error?.issues).toMatchObject([
    { path: ['sections', 0, 'criteria', 0, 'by'], message: expect.stringMatching(/check.*steps.*judgment/) },
  ])
})

test('all problems are told at once', () => {
  expect(problems({ version: 0, passMark: -1, ...criteria({ ...CHECK, weight: -1 }) })).toEqual([
    'version',
    'passMark',
    `${FIRST}.weight`,
  ])
})
