import { describe, expect, test } from 'vitest'
import { makeAnthropicProvider } from './anthropic.ts'
import { makeOpenAiProvider } from './openai.ts'
import { failureOf, KEY, optionsFor, requestOf } from './testing/requests.ts'
import { serveAnswers, type Told } from './testing/serve-answers.ts'

const never = new AbortController().signal

async function failureFor(told: Told, make = makeOpenAiProvider) {
  const { url } = await serveAnswers(() => told)
  const { options } = optionsFor(url)
  return failureOf(make(options).send(requestOf(), never))
}

describe('what a failure is', () => {
  test.each([
    [401, 'denied'],
    [402, 'denied'],
    [403, 'denied'],
    [404, 'denied'],
    [413, 'rejected'],
    [429, 'rate_limited'],
    [502, 'server'],
    [529, 'server'],
  ] as const)('HTTP %d is %s', async (status, kind) => {
    const body = { error: { message: 'no', type: 'x', code: null, param: null } }
    expect(await failureFor({ status, body })).toMatchObject({ kind, status })
  })

  test('a quota that is used up does not come back by waiting', async () => {
    const error = {
      message: 'You exceeded your current quota',
      type: 'insufficient_quota',
      code: 'insufficient_quota',
    }
    expect(await failureFor({ status: 429, body: { error } })).toMatchObject({ kind: 'denied' })
  })

  test('nor does an empty account at Anthropic', async () => {
    const error = {
      type: 'invalid_request_error',
      message: 'Your credit balance is too low to access the API.',
    }
    const failure = await failureFor({ status: 400, body: { type: 'error', error } }, makeAnthropicProvider)
    expect(failure.kind).toBe('denied')
  })

  test.each([
    ['{"choices": [', 'application/json'],
    ['<html>welcome</html>', 'text/html'],
    ['[]', 'application/json'],
    ['', 'application/json'],
    ['{"error":{"message":"upstream down"}}', 'application/json'],
  ])('a 200 with %j is a failure of the server', async (body, type) => {
    const failure = await failureFor({ headers: { 'content-type': type }, body })
    expect(failure.kind).toBe('server')
  })
})

describe('what a failure says', () => {
  test('the provider’s words, code and parameter', async () => {
    const error = {
      message: 'Too many stops',
      type: 'invalid_request_error',
      code: 'bad_value',
      param: 'stop',
    }
    const failure = await failureFor({ status: 400, body: { error } })
    expect(failure.message).toMatch(
      /^openai \(test-model at 127\.0\.0\.1:\d+\) answered HTTP 400 \[bad_value, parameter stop\]: Too many stops$/,
    )
  })

  test.each([
    ['vLLM', { object: 'error', message: 'The model `x` does not exist.', code: 404 }],
    ['LM Studio', { error: 'The model `x` does not exist.' }],
    ['FastAPI', { detail: 'The model `x` does not exist.' }],
  ])('the words of %s, which wraps them its own way', async (_, body) => {
    expect((await failureFor({ status: 404, body })).message).toContain('The model `x` does not exist.')
  })

  test('nothing of a page for browsers', async () => {
    const failure = await failureFor({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Bad</h1>',
    })
    expect(failure.message).toMatch(/answered HTTP 502$/)
  })

  test('never the key, not even as the provider masks it', async () => {
    const error = { message: `Incorrect API key provided: ${KEY} (sk-te***cdef).`, type: 'x' }
    const failure = await failureFor({ status: 401, body: { error } })
    expect(failure.message).not.toMatch(/sk-te|cdef/)
    expect(failure.message).toContain('Incorrect API key provided')
  })

  test.each([
    'refused: 我的快递三天没动了，急死人 is not allowed',
    'refused: \\u6211\\u7684\\u5feb\\u9012\\u4e09\\u5929\\u6ca1\\u52a8\\u4e86\\uff0c\\u6025\\u6b7b\\u4eba',
    "[{'msg': 'Extra inputs are not permitted', 'input': {'content': '快递三天'}}]",
  ])('never the conversation: %s', async (message) => {
    const failure = await failureFor({ status: 422, body: { error: { message } } })
    expect(failure.message).not.toMatch(/快递|急死人|\\u6211/)
    expect(failure.message).toMatch(/refused|Extra inputs/)
  })
})
