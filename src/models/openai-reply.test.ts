import { expect, test } from 'vitest'
import { readOpenAiReply } from './openai-reply.ts'

function choice(message: object, finish_reason: string | null = 'stop') {
  return { choices: [{ index: 0, finish_reason, message: { role: 'assistant', ...message } }] }
}

test('why a reply ended is read before what it says', () => {
  expect(readOpenAiReply(choice({ content: '{"a":1' }, 'length'))).toMatchObject({
    outcome: 'truncated',
    text: '{"a":1',
  })
  expect(readOpenAiReply(choice({ content: '{}' }, 'content_filter')).outcome).toBe('refused')
  expect(readOpenAiReply(choice({ content: null, refusal: 'I cannot' }))).toMatchObject({
    outcome: 'refused',
    why: 'I cannot',
  })
})

test.each([
  [{}],
  [{ choices: [] }],
  [{ choices: null }],
  [choice({ content: null })],
  [{ choices: [{ finish_reason: 'stop' }] }],
])('%o is a complete reply that says nothing', (body) => {
  expect(readOpenAiReply(body)).toMatchObject({ outcome: 'complete', text: '' })
})

test.each([
  ['```json\n{"a":1}\n```', '{"a":1}'],
  ['\n```\n{"a":1}```  ', '{"a":1}'],
  ['{"a":"```"}', '{"a":"```"}'],
  ['Here: ```json\n{}\n```', 'Here: ```json\n{}\n```'],
  ['```json\n{}\n```\nand\n```json\n{}\n```', '```json\n{}\n```\nand\n```json\n{}\n```'],
])('%j reads as %j', (content, text) => {
  expect(readOpenAiReply(choice({ content }))).toMatchObject({ text })
})

test('a called function’s arguments are the text', () => {
  const tool_calls = [{ id: 'x', type: 'function', function: { name: 'judgment', arguments: '{"a":1}' } }]
  expect(readOpenAiReply(choice({ content: null, tool_calls }, 'tool_calls'))).toMatchObject({
    text: '{"a":1}',
  })
})

test('JSON that came as text is read', () => {
  expect(readOpenAiReply(JSON.stringify(choice({ content: '{}' })))).toMatchObject({ text: '{}' })
})

test('DeepSeek’s name for cached tokens is known', () => {
  const usage = { prompt_tokens: 100, prompt_cache_hit_tokens: 64, completion_tokens: 5 }
  const { tokens, usageKnown } = readOpenAiReply({ ...choice({ content: '{}' }), usage })
  expect(tokens).toEqual({ inputTokens: 100, cachedTokens: 64, cacheWriteTokens: 0, outputTokens: 5 })
  expect(usageKnown).toBe(true)
})

test('a reply without usage says so', () => {
  expect(readOpenAiReply(choice({ content: '{}' }))).toMatchObject({
    usageKnown: false,
    tokens: { inputTokens: 0 },
  })
})

test('a reply that the server broke off is a failure of the server', () => {
  expect(() => readOpenAiReply(choice({ content: '{' }, 'insufficient_system_resource'))).toThrow(
    'broken off',
  )
})
