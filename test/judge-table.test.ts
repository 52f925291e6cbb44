import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { markdownTable } from '../bench/judge-table/markdown-table.ts'
import { type Measured, renderJudgeTable } from '../bench/judge-table/render-judge-table.ts'
import { between, replaceBetween } from '../bench/judge-table/replace-between.ts'
import { configuration } from '../src/app.ts'
import { evaluate } from '../src/calibrate/evaluate.ts'
import type { EvalSet, Label, LabelVerdict } from '../src/domain/eval-set.ts'
import { findingOf } from '../src/domain/testing/finding-of.ts'
import { readWeights } from '../src/files/read-weights.ts'

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8')

/** Raters, judge, how many: 32 compared, 24 agree; the raters failed 12, the judge 14, both 9. */
const cases: [raters: LabelVerdict, judge: 'pass' | 'fail', n: number][] = [
  ['pass', 'pass', 15],
  ['pass', 'fail', 5],
  ['fail', 'pass', 3],
  ['fail', 'fail', 9],
]

function measured(name: string, raters: string[], languages: ('zh-CN' | 'en')[]): Measured {
  const all = cases.flatMap(([reference, judge, n]) =>
    Array.from({ length: n }, () => ({ reference, judge })),
  )
  const set: EvalSet = {
    name,
    title: null,
    labelledBy: 'models',
    purpose: 'measure',
    test: 'none',
    scorecards: [],
    raters,
    conversations: all.map(({ reference }, at) => {
      const language = languages[at % languages.length] ?? 'en'
      const label: Label = { verdict: reference, turns: [], confidence: null, note: null }
      return {
        transcript: {
          id: `c${at}`,
          channel: 'chat',
          language,
          turns: [{ id: 1, role: 'agent', text: 'hi' }],
        },
        group: `c${at}`,
        labels: { tone: Object.fromEntries(raters.map((rater) => [rater, label])) },
        acts: null,
      }
    }),
  }
  const findings = new Map(all.map(({ judge }, at) => [`c${at}`, [findingOf({ verdict: judge })]]))
  const judge = { judge: 'builtin', model: `weights-of-${name}` }
  return { command: `touchstone eval ${name}`, report: evaluate(set, findings, { judge, replicates: 100 }) }
}

const two = () => [measured('many', ['a', 'b'], ['zh-CN', 'en']), measured('one', ['a'], ['en'])]

test('each set has its command, its raters, its weights, and a row a criterion', () => {
  const text = renderJudgeTable(two()).replaceAll('\n', ' ')
  expect(text).toMatch(
    /`touchstone eval many`: many · 32 conversations\. Labelled by 2 language models; no person/,
  )
  expect(text).toMatch(
    /`touchstone eval one`: one · 32 conversations\. Labelled by one language model; no person/,
  )
  expect(text).toContain('Judge: builtin (weights-of-many)')
  // κ = (24/32 − po) / (1 − po), po = (20·18 + 12·14) / 32²: 0.48. Always "pass" reaches 20/32. 9/14 and 9/12.
  expect(
    text.match(/\| tone +\| +32 \| +0\.48 \[\S+\] +\| +12 \| +0\.64 \| +0\.75 \| +75% \| +63% \|/g),
  ).toHaveLength(2)
  expect(text.match(/\| \*\*mean κ of 1\*\* +\| +\| +\*\*0\.48\*\* \[/g)).toHaveLength(2)
})

test("the raters' own κ stands where there are several, and has no column where there is one", () => {
  const [many, one] = two().map((single) => renderJudgeTable([single]))
  expect(many).toMatch(/majority \| raters' κ \|/)
  expect(many).toMatch(/63% \| +1\.00 \|/)
  expect(one).toMatch(/majority \|\n/)
})

test('languages and channels have a row each and the sets a column each, with marks on few conversations', () => {
  const text = renderJudgeTable(two())
  expect(text).toMatch(/\| slice +\| +many \| +one \|/)
  expect(text).toMatch(/\| zh-CN +\| +0\.\d\d\\\* \(16\) \| +\|/)
  expect(text).toMatch(/\| en +\| +0\.\d\d\\\* \(16\) \| +0\.48 \[\S+\] \(32\) \|/)
  expect(text).toMatch(/\| chat +\| +0\.48 \[\S+\] \(32\) \| +0\.48 \[\S+\] \(32\) \|/)
  expect(text).toMatch(/\n\\\*: fewer than 30 conversations/)
  expect(renderJudgeTable([measured('one', ['a'], ['en'])])).not.toContain('fewer than')
})

test('columns stand in line, and no line of prose is longer than 120', () => {
  expect(markdownTable([['a', 'n'], ['long name', '1'], ['b']])).toBe(
    ['| a         |   n |', '| --------- | --: |', '| long name |   1 |', '| b         |     |'].join('\n'),
  )
  const lines = renderJudgeTable(two()).split('\n')
  expect(lines.filter((line) => !line.startsWith('|') && line.length > 120)).toEqual([])
})

test('only what stands between the markers is replaced, and replacing twice changes nothing more', () => {
  const begin = '<!-- judge-table:begin -->'
  const end = '<!-- judge-table:end -->'
  const once = replaceBetween(`before\n\n${begin}\nold\n${end}\n\nafter $1\n`, 'new $& text\n')
  expect(once).toBe(`before\n\n${begin}\n\nnew $& text\n\n${end}\n\nafter $1\n`)
  expect(replaceBetween(once, 'new $& text')).toBe(once)
  expect(between(once)).toBe('new $& text')
  expect(() => replaceBetween('no markers', 'x')).toThrow(/has no <!-- judge-table:begin -->/)
})

test('the README shows the figures of the weights that come with the program', async () => {
  const { id } = await readWeights(configuration().weightsFile)
  const table = between(readme)
  // Where this fails: the weights are new, and `npm run judge:table` writes the table anew.
  expect(table).toContain(id)
  expect(table).toContain('touchstone eval run service-v1')
  expect(table).toContain('touchstone eval cross-validate training-v1')
})
