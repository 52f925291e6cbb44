import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GraderError } from '../domain/errors.ts'
import { samplePromptVariables } from '../judge/prompt-samples.ts'
import { readPrompt } from './read-prompt.ts'

const PROMPT = `---
name: judge
version: 2
language: en
variables: [criteria, transcript, order]
---
Judge.
{% for one in criteria %}{{ one.id }}{% endfor %}
<!-- conversation -->
{{ transcript }}
{{ order | join: ", " }}
`
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompts-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(text: string) {
  const file = join(folder, 'en.md')
  await writeFile(file, text)
  return readPrompt(file)
}

async function issuesOf(text: string): Promise<string[]> {
  const error = await read(text).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof GraderError)) throw new Error('expected a GraderError', { cause: error })
  expect(error).toMatchObject({ code: 'PROMPT_INVALID', file: join(folder, 'en.md') })
  return error.issues.map(({ path, message }) => `${path}: ${message}`)
}

test('a valid file becomes a prompt', async () => {
  const prompt = await read(PROMPT)
  expect(prompt).toMatchObject({ name: 'judge', version: 2, language: 'en' })
  expect(prompt.stable({ criteria: [], acts: [] })).toBe('Judge.')
})

test('line ends and a byte order mark change nothing', async () => {
  const { hash } = await read(PROMPT)
  expect((await read(`\ufeff${PROMPT.replaceAll('\n', '\r\n')}`)).hash).toBe(hash)
})

test('a file that is not there is named', async () => {
  await expect(readPrompt(join(folder, 'none.md'))).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' })
})

test.each<[string, string, string, string[]]>([
  ['front matter that is missing', '---\nname', 'name', ['line 1: expected ---, the settings, and ---']],
  ['YAML that is broken', 'version: 2', 'version: [2', [expect.stringMatching(/^line 4: /)]],
  [
    'a setting of the wrong kind',
    'language: en',
    'language: fr',
    ['language: expected one of "zh-CN", "en" (line 4)'],
  ],
  [
    'an unknown setting',
    'version: 2',
    'version: 2\nmodel: big',
    ['model: unknown field; known here are name, version, language, variables (line 4)'],
  ],
  [
    'parts that are not divided',
    '<!-- conversation -->\n',
    '',
    ['line 11: expected the line <!-- conversation --> once'],
  ],
  [
    'parts that are divided twice',
    '{{ transcript }}',
    '<!-- conversation -->\n{{ transcript }}',
    ['line 10: expected the line <!-- conversation --> once'],
  ],
  [
    'a variable that nobody gives',
    'Judge.',
    'Judge {{ mood }}.',
    [
      'line 7: there is no mood; above <!-- conversation --> there are criteria, acts',
      'line 7: mood is not declared; add it to variables in line 5',
    ],
  ],
  [
    'the conversation in the part for all',
    'Judge.',
    'Judge {{ transcript }}.',
    ['line 7: transcript is for the other part; above <!-- conversation --> there are criteria, acts'],
  ],
  [
    'a variable that is declared and not used',
    'transcript, order]',
    'transcript, order, channel]',
    ['line 5: channel is declared and nowhere named; name it or take it out'],
  ],
  [
    'a prompt that never shows the conversation',
    'criteria, transcript, order]\n---\nJudge.\n{% for one in criteria %}{{ one.id }}{% endfor %}\n<!-- conversation -->\n{{ transcript }}\n',
    'criteria, order]\n---\nJudge.\n{% for one in criteria %}{{ one.id }}{% endfor %}\n<!-- conversation -->\n',
    ['line 5: transcript is needed: without it nothing can be judged'],
  ],
  [
    'a field that no criterion has',
    '{{ one.id }}',
    '{{ one.title }}',
    ['line 8: undefined variable: one.title'],
  ],
  ['a tag that is not closed', '{% endfor %}', '', ['line 8: tag {% for one in criteria %} not closed']],
])('%s: refused, with the line and what would be right', async (_, from, to, issues) => {
  expect(PROMPT).toContain(from)
  expect(await issuesOf(PROMPT.replace(from, to))).toEqual(issues)
})

const shipped = ['en', 'zh-CN'] as const
const readShipped = (language: string) =>
  readPrompt(fileURLToPath(new URL(`../../prompts/judge/${language}.md`, import.meta.url)))

test.each(shipped)('the shipped prompt %s is short where it is the same for all', async (language) => {
  const prompt = await readShipped(language)
  expect(prompt).toMatchObject({ name: 'judge', language })
  const fixed = Buffer.byteLength(prompt.stable({ criteria: [], acts: [] }))
  // Four bytes count as a token: 450 in English, 500 in Chinese.
  expect(fixed).toBeLessThanOrEqual(4 * { en: 450, 'zh-CN': 500 }[language])
})

test.each(shipped)(
  'the shipped prompt %s says what the answer holds, in the order of the work',
  async (language) => {
    const text = (await readShipped(language)).stable({ criteria: [], acts: [] })
    const fields = ['acts', 'criteria', 'evidence', 'reasoning', 'verdict', 'confidence'].map((field) =>
      text.lastIndexOf(`"${field}":`),
    )
    expect(fields.every((at) => at > 0)).toBe(true)
    expect(fields).toEqual([...fields].sort((a, b) => a - b))
    for (const verdict of ['pass', 'fail', 'not_applicable', 'cannot_tell']) expect(text).toContain(verdict)
  },
)

test.each(shipped)(
  'the shipped prompt %s leaves no empty lines, blanks or template signs',
  async (language) => {
    const prompt = await readShipped(language)
    for (const { stable, varying } of samplePromptVariables()) {
      for (const text of [prompt.stable(stable), prompt.varying(varying)]) {
        expect(text).not.toMatch(/\n\n\n|[ \t]$|\{%|\{\{|undefined|: null/m)
      }
    }
  },
)

test.each(shipped)('every problem of a first answer has its own words in %s', async (language) => {
  const prompt = await readShipped(language)
  const sample = samplePromptVariables().find(({ varying }) => varying.wrong.length > 0)
  if (sample === undefined) throw new Error('no sample has a second try')
  const lines = sample.varying.wrong.map(
    (one) =>
      prompt
        .varying({ ...sample.varying, wrong: [one] })
        .split('\n')
        .at(-1) ?? '',
  )
  for (const line of lines) expect(line).toMatch(/^- .+[:：] ?.{4,}/)
  expect(new Set(lines).size).toBe(lines.length)
})
