import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { GUIDE_LANGUAGES } from '../bench/guide-figures/figures.ts'
import { framePicture } from '../bench/guide-pictures/frame-picture.ts'
import { tracePicture } from '../bench/guide-pictures/pictures.ts'
import { placePicture } from '../bench/guide-pictures/place-picture.ts'
import { configuration } from '../src/app.ts'
import { readWeights } from '../src/files/read-weights.ts'

const inEval = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../eval/${name}`, import.meta.url)), 'utf8')
const files = readdirSync(fileURLToPath(new URL('../eval/pictures', import.meta.url)))

test('each picture shows anywhere: no script, no style sheet, nothing from elsewhere', () => {
  for (const file of files) {
    const svg = inEval(`pictures/${file}`)
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
    expect(svg).not.toMatch(
      /<script|<style|<image|<foreignObject|href=|url\(|@import|var\(|NaN|undefined|\{\w+\}/,
    )
  }
})

test('pictures of the judge name the weights in use and that models gave the labels; others are called simulated', async () => {
  const { id } = await readWeights(configuration().weightsFile)
  for (const file of files) {
    const svg = inEval(`pictures/${file}`)
    if (file.startsWith('routing-trace')) expect(svg).toMatch(/simulated example|模拟示例/)
    else {
      // Where this fails: the weights are new, and `npm run bench:guide-pictures` draws the pictures anew.
      expect(svg).toContain(id)
      expect(svg).toMatch(/3 language models; no person has labelled it|3 个大语言模型标注，没有真人标注过/)
    }
  }
})

test.each(GUIDE_LANGUAGES)(
  'the guide in %s shows every picture in its place, with words for it',
  (language) => {
    const guide = inEval(`GUIDE.${language}.md`)
    for (const name of ['confusion-matrix', 'reliability-diagram', 'routing-trace']) {
      const file = `${name}.${language}.svg`
      expect(files).toContain(file)
      expect(guide).toMatch(
        new RegExp(`<!-- picture: ${name} -->\\n\\n!\\[[^\\]]{20,}\\]\\(pictures/${file}\\)\\n`),
      )
    }
  },
)

test.each(GUIDE_LANGUAGES)(
  'the search for a threshold in %s is drawn as the program finds it',
  (language) => {
    expect(inEval(`pictures/routing-trace.${language}.svg`)).toBe(tracePicture(language).svg)
  },
)

test('a picture is put in its place once, however often it is drawn', () => {
  const picture = { alt: 'what [it] shows', svg: '' }
  const once = placePicture('a\n\n<!-- picture: one -->\n\nb\n', 'one', 'one.svg', picture)
  expect(once).toBe('a\n\n<!-- picture: one -->\n\n![what it shows](one.svg)\n\nb\n')
  expect(placePicture(once, 'one', 'one.svg', picture)).toBe(once)
  expect(() => placePicture('a', 'one', 'one.svg', picture)).toThrow('no place for the picture "one"')
})

test('words in a picture are escaped, and a colour without a value is refused', () => {
  const words = { title: '<b>', alt: 'a & b', notes: ['"c"'] }
  const svg = framePicture(words, { width: 10, height: 10, body: '' })
  expect(svg).toContain('<title>a &amp; b</title>')
  expect(svg).toContain('&lt;b&gt;')
  expect(() => framePicture(words, { width: 1, height: 1, body: 'var(--pink)' })).toThrow('"pink"')
})
