import { expect, test } from 'vitest'
import { diffScorecards } from './diff-scorecards.ts'
import { ACTS, CHECK, JUDGMENT, STEPS, scorecardOf, sectionOf } from './testing/scorecard-of.ts'

const diff = (to: Record<string, unknown>, from: Record<string, unknown> = {}) =>
  diffScorecards(scorecardOf(from), scorecardOf(to))
const criteria = (...list: unknown[]) => ({ sections: [sectionOf(list)] })
const { weight: _, ...UNWEIGHED } = JUDGMENT
const CARE = { ...UNWEIGHED, id: 'care', asks: 'Was there care?' }

test('a form does not differ from itself', () => {
  expect(diff({})).toEqual([])
})

test('version, method and pass mark change scores and ask nothing anew', () => {
  expect(diff({ version: 2, method: 'deduction', passMark: 90 })).toEqual([
    { what: 'form', id: null, change: 'changed', field: 'version', from: 1, to: 2, asks_anew: false },
    {
      what: 'form',
      id: null,
      change: 'changed',
      field: 'method',
      from: 'weighted',
      to: 'deduction',
      asks_anew: false,
    },
    { what: 'form', id: null, change: 'changed', field: 'passMark', from: 80, to: 90, asks_anew: false },
  ])
})

test('an added calendar is told field by field', () => {
  const calendar = { timezone: 'Asia/Tokyo', weekly: { mon: 'closed' } }
  expect(diff({ calendar }).map(({ what, field }) => [what, field])).toEqual([
    ['calendar', 'timezone'],
    ['calendar', 'weekly'],
  ])
})

test('a new question asks anew, a new weight or title does not', () => {
  const edited = { ...JUDGMENT, asks: 'Who is blamed?', weight: 3, title: { 'zh-CN': '责', en: 'Blame' } }
  const changes = diff(criteria(CHECK, edited, STEPS))
  expect(changes.map(({ change, field, asks_anew }) => [change, field, asks_anew])).toEqual([
    ['changed', 'asks', true],
    ['reweighted', 'weight', false],
    ['changed', 'title', false],
  ])
})

test.each(['pass', 'fail', 'notApplicable'])('another %s text asks anew', (field) => {
  expect(diff(criteria(CHECK, { ...JUDGMENT, [field]: 'other' }, STEPS))).toMatchObject([
    { what: 'criterion', id: 'blame', field, to: 'other', asks_anew: true },
  ])
})

test("a check's parameter is named with what it was and is", () => {
  expect(diff(criteria({ ...CHECK, within: '90s' }, JUDGMENT, STEPS))).toEqual([
    {
      what: 'criterion',
      id: 'speed',
      change: 'changed',
      field: 'params.within',
      from: '60s',
      to: '90s',
      asks_anew: false,
    },
  ])
})

test('a changed act asks anew, and so do an added and a removed one', () => {
  const acts = { upset: ACTS.upset, empathy: { ...ACTS.empathy, cues: [] }, sigh: ACTS.upset }
  expect(diff({ acts }, { acts: { ...ACTS, groan: ACTS.upset } })).toMatchObject([
    { what: 'act', id: 'empathy', field: 'cues', asks_anew: true },
    { what: 'act', id: 'groan', change: 'removed', asks_anew: true },
    { what: 'act', id: 'sigh', change: 'added', asks_anew: true },
  ])
})

test('an added judgment asks anew, a removed check does not', () => {
  expect(diff({ ...criteria(JUDGMENT, STEPS), adjustments: [{ ...CARE, points: 5 }] })).toMatchObject([
    { id: 'speed', change: 'removed', to: null, asks_anew: false },
    { id: 'care', change: 'added', from: null, asks_anew: true },
  ])
})

test('a criterion that moves to another section has moved, and nothing else', () => {
  const [a, b] = [sectionOf([CHECK, STEPS], 'a', 50), sectionOf([JUDGMENT], 'b', 50)]
  const moved = [sectionOf([CHECK], 'a', 50), sectionOf([JUDGMENT, STEPS], 'b', 50)]
  expect(diff({ sections: moved }, { sections: [a, b] })).toEqual([
    { what: 'criterion', id: 'order', change: 'moved', field: null, from: 'a', to: 'b', asks_anew: false },
  ])
})

test('sections are added, removed and reweighted', () => {
  const before = [sectionOf([CHECK], 'a', 60), sectionOf([JUDGMENT], 'b', 40)]
  const after = [sectionOf([CHECK], 'a', 70), sectionOf([JUDGMENT], 'c', 30)]
  const sections = diff({ sections: after }, { sections: before }).filter(({ what }) => what === 'section')
  expect(sections).toMatchObject([
    { id: 'a', change: 'reweighted', from: 60, to: 70, asks_anew: false },
    { id: 'b', change: 'removed' },
    { id: 'c', change: 'added' },
  ])
})

test('another order alone is told, of criteria by their section', () => {
  expect(diff(criteria(STEPS, CHECK, JUDGMENT))).toEqual([
    {
      what: 'criterion',
      id: 'main',
      change: 'reordered',
      field: null,
      from: ['speed', 'blame', 'order'],
      to: ['order', 'speed', 'blame'],
      asks_anew: false,
    },
  ])
})

test('a red line whose effect changes asks nothing anew', () => {
  const red = { ...CARE, effect: 'zero' }
  const after = { redLines: [{ ...red, effect: 'zero_section', section: 'main' }] }
  expect(diff(after, { redLines: [red] })).toMatchObject([
    { id: 'care', field: 'effect', from: 'zero', to: 'zero_section', asks_anew: false },
    { id: 'care', field: 'section', from: null, to: 'main', asks_anew: false },
  ])
})
