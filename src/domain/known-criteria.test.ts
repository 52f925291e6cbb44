import { expect, test } from 'vitest'
import { criterionTitled, knownCriteria, sayNearest, unknownCriterion } from './known-criteria.ts'

const card = (criteria: [id: string, zh: string, en: string][]) => ({
  sections: [
    {
      id: 'service',
      title: { 'zh-CN': '服务', en: 'Service' },
      weight: 1,
      criteria: criteria.map(([id, zh, en]) => ({
        id,
        title: { 'zh-CN': zh, en },
        by: 'judgment' as const,
        asks: '？',
        weight: 1,
      })),
    },
  ],
  redLines: [],
  adjustments: [],
})
const known = knownCriteria(
  [
    card([
      ['tone', '语气尊重', 'Respectful tone'],
      ['care', '关怀', 'Care'],
    ]),
    card([
      ['tone', '语气', 'Tone'],
      ['extra_care', '关怀', 'Extra care'],
    ]),
  ],
  { others: ['smile'] },
)

test('a criterion is found by its title in either language, in any case, width and spacing', () => {
  expect(['语气尊重', ' respectful  TONE', 'Ｃａｒｅ'].map((title) => criterionTitled(known, title))).toEqual(
    ['tone', 'tone', 'care'],
  )
})

test('a title of two criteria names neither, and of two titles of a criterion the first one counts', () => {
  expect(['关怀', '语气', '微笑'].map((title) => criterionTitled(known, title))).toEqual([null, null, null])
})

test('an id is known from a scorecard or as one of the others, and all are where new ones are taken', () => {
  expect(['tone', 'smile'].map((id) => unknownCriterion(known, id))).toEqual([null, null])
  expect(unknownCriterion(known, 'tnoe')).toContain('expected tone (语气尊重, Respectful tone), or')
  expect(unknownCriterion({ ...known, takesNew: true }, 'tnoe')).toBeNull()
})

test('where nothing is near, it is said where the criteria stand', () => {
  expect(sayNearest(known, '班次')).toContain('scorecards')
  expect(sayNearest(known, '语气')).toBe(': expected tone (语气尊重, Respectful tone)')
})
