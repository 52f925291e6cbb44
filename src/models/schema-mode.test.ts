import { expect, test } from 'vitest'
import { adaptDialect, FIRST_DIALECT, SchemaMode } from './schema-mode.ts'

function after(message: string, param: string | null = null, status = 400) {
  const refusal = { status, headers: undefined, message, code: null, param }
  return adaptDialect(FIRST_DIALECT, refusal, SchemaMode.options)
}

// The texts are those that users of these servers report.
test.each([
  "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
  "Unsupported parameter: 'temperature' is not supported with this model.",
  '`temperature` is deprecated for this model.',
])('no temperature is sent after: %s', (message) => {
  expect(after(message)).toEqual({ ...FIRST_DIALECT, temperature: false })
})

test.each([
  "[{'type': 'extra_forbidden', 'loc': ('body', 'max_completion_tokens'), 'msg': 'Extra inputs are not permitted', 'input': 8192}]",
  "Unknown parameter: 'max_completion_tokens'.",
])('the older name of the limit is sent after: %s', (message) => {
  expect(after(message)).toEqual({ ...FIRST_DIALECT, maxTokens: 'max_tokens' })
})

test.each([
  ['DeepSeek', 'This response_format type is unavailable now', 400],
  [
    'DeepSeek',
    'Failed to deserialize the JSON body into the target type: response_format: response_format.type `json_schema` is unavailable now at line 1 column 1193',
    422,
  ],
  [
    'OpenAI',
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
    400,
  ],
  [
    'Volcengine',
    'The parameter `response_format.type` specified in the request are not valid: invalid value: `json_schema`, supported values are: `json_object` and `text`.',
    400,
  ],
  ['vLLM', 'The provided JSON schema contains features not supported by xgrammar.', 400],
  ['llama.cpp', 'Failed to initialize samplers: failed to parse grammar', 400],
  ['Anthropic behind another cloud', 'output_config: Extra inputs are not permitted', 400],
])('%s has no strict schema when it says: %s', (_, message, status) => {
  expect(after(message, null, status)?.schemaMode).toBe('json_object')
})

test.each([
  ["This model's maximum context length is 8192 tokens; your messages and response_format took 9000", 400],
  ['max_completion_tokens is too large: 99999. This model supports at most 16384 completion tokens', 400],
  ['The model `gpt-x` does not exist', 404],
  ['This response_format type is unavailable now', 500],
])('nothing is left out after: %s (HTTP %d)', (message, status) => {
  expect(after(message, null, status)).toBeNull()
})

test('a parameter is known by its name alone', () => {
  expect(after('Not supported.', 'temperature')?.temperature).toBe(false)
  expect(after('Not supported.', 'response_format.type')?.schemaMode).toBe('json_object')
})

test('after the last mode there is none', () => {
  const last = { ...FIRST_DIALECT, schemaMode: 'tool' } as const
  const refusal = { status: 400, headers: undefined, message: 'invalid tool schema', code: null, param: null }
  expect(adaptDialect(last, refusal, SchemaMode.options)).toBeNull()
})
