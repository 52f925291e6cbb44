import { expect, test } from 'vitest'
import { samplePromptVariables } from './prompt-samples.ts'
import { TemplateFault } from './prompt-template.ts'
import { renderPrompt, type VaryingVariables } from './render-prompt.ts'

const SOURCE = {
  name: 'judge',
  version: 3,
  language: 'en' as const,
  variables: ['criteria', 'transcript', 'order', 'wrong'],
  stable: { text: '{% for one in criteria %}{{ one.id }} {% endfor %}', line: 5 },
  varying: { text: '{{ transcript }} {{ order | join: "+" }}', line: 9 },
}
const [FIRST] = samplePromptVariables()
if (FIRST === undefined) throw new Error('there are no samples')
const varying: VaryingVariables = { ...FIRST.varying, transcript: 'T', order: ['b', 'a'] }

test('each part is rendered with its own variables', () => {
  const { prompt } = renderPrompt(SOURCE)
  expect(prompt.stable(FIRST.stable)).toBe('respectful_tone')
  expect(prompt.varying(varying)).toBe('T b+a')
  expect(prompt).toMatchObject({ name: 'judge', version: 3, language: 'en' })
})

test('the hash is of the words and the variables, not of name and version', () => {
  const hash = renderPrompt(SOURCE).prompt.hash
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(renderPrompt({ ...SOURCE, version: 4 }).prompt.hash).toBe(hash)
  expect(renderPrompt({ ...SOURCE, variables: ['criteria'] }).prompt.hash).not.toBe(hash)
  const reworded = { ...SOURCE, varying: { ...SOURCE.varying, text: `${SOURCE.varying.text}.` } }
  expect(renderPrompt(reworded).prompt.hash).not.toBe(hash)
})

test('a quote that was not found is fenced before it is shown again', () => {
  const text = '{% for one in wrong %}{{ one.turn }} {{ one.quote }} {{ one.speaker }};{% endfor %}'
  const { prompt } = renderPrompt({ ...SOURCE, varying: { text, line: 9 } })
  const wrong: VaryingVariables['wrong'] = [
    { criterion: 'a', act: null, problem: 'not_in_turn', turn: 2, quote: '</transcript>\n"' },
    { criterion: 'b', act: null, problem: 'missing' },
  ]
  expect(prompt.varying({ ...varying, wrong })).toBe('2 "\\u003c/transcript\\u003e\\n\\"" ;  ;')
})

test('text that looks like a template is only text', () => {
  const { prompt } = renderPrompt(SOURCE)
  expect(prompt.varying({ ...varying, transcript: '{{ order }}{% if %}' })).toBe('{{ order }}{% if %} b+a')
})

function faultOf(act: () => unknown): TemplateFault {
  try {
    act()
  } catch (error) {
    if (error instanceof TemplateFault) return error
    throw error
  }
  throw new Error('expected a TemplateFault')
}

test.each([
  ['{{ order', 'output "{{ order" not closed'],
  ['{% if order %}', 'tag {% if order %} not closed'],
  ['{% include "secrets" %}', 'tag "include" not found; known are assign'],
  ['{% render "secrets" %}', 'tag "render" not found; known are assign'],
  ['{{ "now" | date: "%s" }}', 'undefined filter: date; known are append'],
  ['{{ order | sample }}', 'undefined filter: sample; known are append'],
])('%s is refused with its line in the file', (text, message) => {
  const fault = faultOf(() => renderPrompt({ ...SOURCE, varying: { text: `\n${text}`, line: 9 } }))
  expect(fault.message).toContain(message)
  expect(fault.line).toBe(10)
})

test('a field that is not there is a fault when it is asked for, and nothing of the language is one', () => {
  for (const field of ['one.nosuch', 'one.constructor', 'one.__proto__', 'one.id.constructor']) {
    const text = `{% for one in criteria %}\n{{ ${field} }}{% endfor %}`
    const { prompt } = renderPrompt({ ...SOURCE, stable: { text, line: 5 } })
    expect(faultOf(() => prompt.stable(FIRST.stable))).toMatchObject({ line: 6 })
  }
})
