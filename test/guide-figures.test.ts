import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { GUIDE_LANGUAGES, guideFigures } from '../bench/guide-figures/figures.ts'
import { fillGuide } from '../bench/guide-figures/fill-guide.ts'

const guide = (language: string) =>
  readFileSync(fileURLToPath(new URL(`../eval/GUIDE.${language}.md`, import.meta.url)), 'utf8')
const places = (text: string) =>
  Array.from(text.matchAll(/<!-- (?:figure|picture): \S+ -->/g), ([all]) => all)

test.each(GUIDE_LANGUAGES)('every figure of the guide in %s is what the program computes', (language) => {
  expect(fillGuide(guide(language), guideFigures, language)).toBe(guide(language))
})

test('both languages have the same figures and pictures in the same order', () => {
  expect(places(guide('en'))).toEqual(places(guide('zh-CN')))
})

test('a guide with an unknown figure, a wrong end or a missing figure is refused', () => {
  const figures = { one: () => '1' }
  expect(fillGuide('<!-- figure: one -->old<!-- /figure: one -->', figures, 'en')).toContain('\n\n1\n\n')
  expect(() => fillGuide('<!-- figure: two --><!-- /figure: two -->', figures, 'en')).toThrow(
    'no figure "two"',
  )
  expect(() => fillGuide('<!-- figure: one --><!-- /figure: two -->', figures, 'en')).toThrow('ends as "two"')
  expect(() => fillGuide('', figures, 'en')).toThrow('no place for one')
})
