import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { zodResponseFormat } from 'openai/helpers/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { failureOf, Judgment, PROMPT, readJudgment, startWithClients, TURNS } from './provider/testing.ts'

const format = zodResponseFormat(Judgment, 'judgment')
const outputFormat = { type: 'json_schema' as const, schema: zodOutputFormat(Judgment).schema }
const messages = [{ role: 'user' as const, content: PROMPT }]
const chat = { model: 'gpt-test', messages, response_format: format }
const message = { model: 'claude-test', max_tokens: 4000, messages, output_config: { format: outputFormat } }
const judgmentTool = {
  type: 'function' as const,
  function: { name: 'judge', strict: true, parameters: format.json_schema.schema ?? {} },
}
/** So many tokens of text: four bytes each. */
const long = (tokens: number, letter: string) => letter.repeat(tokens * 4)

describe('a judgment', () => {
  test('answers every criterion of the schema, with quotes that stand in their turns', async () => {
    const { openai } = await startWithClients()
    const { choices } = await openai.chat.completions.create(chat)
    const { acts, criteria } = readJudgment(choices[0]?.message.content)
    expect(acts).toEqual([])
    expect(criteria.map(({ id }) => id)).toEqual(['empathy', 'no_blame', 'alternative'])
    for (const { verdict, evidence } of criteria) {
      if (verdict === 'fail') expect(evidence).not.toEqual([])
      for (const { turn, speaker, quote } of evidence) {
        const said = TURNS.find((shown) => shown.turn === turn)
        expect(speaker).toBe('agent')
        expect(said?.role).toBe('agent')
        expect(said?.text).toContain(quote)
      }
    }
  })

  test('is the same for the same conversation over both APIs, and in the order of the schema', async () => {
    const { openai, anthropic } = await startWithClients()
    const one = await openai.chat.completions.create(chat)
    const other = await anthropic.messages.create(message)
    const [block] = other.content
    expect(block).toEqual({ type: 'text', text: one.choices[0]?.message.content, citations: null })
    expect(Object.keys(JSON.parse(one.choices[0]?.message.content ?? '').criteria[0])).toEqual([
      'id',
      'evidence',
      'reasoning',
      'verdict',
      'level',
      'confidence',
    ])
  })

  test('marks the acts that a test chooses', async () => {
    const { openai } = await startWithClients({
      acts: (turns, acts) => [
        { act: acts[0] ?? '', turn: turns[1]?.turn ?? 0, speaker: 'agent', quote: '非常抱歉' },
      ],
    })
    const { choices } = await openai.chat.completions.create(chat)
    expect(readJudgment(choices[0]?.message.content).acts).toEqual([
      { act: 'apology', turn: 2, speaker: 'agent', quote: '非常抱歉' },
    ])
  })

  test('can be any object that a test builds from the request', async () => {
    const { provider, openai } = await startWithClients({ answer: ({ model, api }) => ({ model, api }) })
    const first = await openai.chat.completions.create(chat)
    expect(first.choices[0]?.message.content).toBe('{"model":"gpt-test","api":"openai"}')
    provider.setAnswer(({ body }) => ({ seed: body.seed }))
    const second = await openai.chat.completions.create({ ...chat, seed: 7 })
    expect(second.choices[0]?.message.content).toBe('{"seed":7}')
  })

  test('says what is missing where a prompt holds no transcript', async () => {
    const { openai } = await startWithClients()
    const error = await failureOf(
      openai.chat.completions.create({ ...chat, messages: [{ role: 'user', content: 'Hello' }] }),
    )
    expect(error.status).toBe(400)
    expect(error.message).toContain('no <transcript> with turns')
  })
})

describe('OpenAI', () => {
  test('wants a key', async () => {
    const { provider } = await startWithClients()
    const response = await fetch(`${provider.openaiBaseUrl}/chat/completions`, { method: 'POST', body: '{}' })
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      error: { message: expect.any(String), type: 'invalid_request_error', param: null, code: null },
    })
  })

  test('names what is missing, unknown or unreadable in a body', async () => {
    const { provider } = await startWithClients()
    const post = async (body: string) => {
      const headers = { authorization: 'Bearer key' }
      const response = await fetch(`${provider.openaiBaseUrl}/chat/completions`, {
        method: 'POST',
        headers,
        body,
      })
      return [
        response.status,
        z.object({ error: z.object({ message: z.string() }) }).parse(await response.json()),
      ]
    }
    const told = (message: unknown) => [400, { error: { message } }]
    expect(await post('{"messages":')).toEqual(told(expect.stringContaining('could not parse')))
    expect(await post('{"model":"m"}')).toEqual(told("Missing required parameter: 'messages'."))
    expect(await post(JSON.stringify({ model: 'm', messages, max_output: 1 }))).toEqual(
      told("Unknown parameter: 'max_output'."),
    )
    expect(await post(JSON.stringify({ model: 'm', messages, temperature: 3 }))).toEqual(
      told(expect.stringContaining("Invalid value for 'temperature'")),
    )
  })

  test('refuses a strict schema outside its subset, and takes the same schema where it is not strict', async () => {
    const { openai } = await startWithClients()
    const schema = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }
    const ask = (strict: boolean) =>
      openai.chat.completions.create({
        ...chat,
        response_format: { type: 'json_schema', json_schema: { name: 'x', strict, schema } },
      })
    expect(await failureOf(ask(true))).toMatchObject({
      status: 400,
      type: 'invalid_request_error',
      param: 'response_format',
      code: null,
      message: expect.stringContaining(
        "Invalid schema for response_format 'x': In context=(), 'additionalProperties' is required to be supplied and to be false.",
      ),
    })
    expect((await ask(false)).choices[0]?.message.content).toBe('{}')
  })

  test('answers json_object where the schema is spelled out, and wants the word JSON', async () => {
    const { openai } = await startWithClients()
    const ask = (content: string) =>
      openai.chat.completions.create({
        model: 'm',
        messages: [{ role: 'user', content }],
        response_format: { type: 'json_object' },
      })
    const { choices } = await ask(`{ not this } ${JSON.stringify(format.json_schema.schema)}\n${PROMPT}`)
    expect(readJudgment(choices[0]?.message.content).criteria).toHaveLength(3)
    expect((await failureOf(ask('Reply with an object.'))).message).toContain("the word 'json'")
  })

  test('calls the function that is forced, and checks its strict schema', async () => {
    const { openai } = await startWithClients()
    const { choices } = await openai.chat.completions.create({
      model: 'm',
      messages,
      tools: [judgmentTool],
      tool_choice: { type: 'function', function: { name: 'judge' } },
    })
    const [call] = choices[0]?.message.tool_calls ?? []
    expect(choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: null } })
    expect(call).toMatchObject({ type: 'function', function: { name: 'judge' } })
    expect(readJudgment(call?.type === 'function' ? call.function.arguments : null).criteria).toHaveLength(3)
    const required = await openai.chat.completions.create({
      model: 'm',
      messages,
      tools: [judgmentTool],
      tool_choice: 'required',
    })
    expect(required.choices[0]?.finish_reason).toBe('tool_calls')
    const unknown = { model: 'm', messages, tools: [judgmentTool] }
    const named = { type: 'function' as const, function: { name: 'other' } }
    expect(await failureOf(openai.chat.completions.create({ ...unknown, tool_choice: named }))).toMatchObject(
      {
        status: 400,
        param: 'tool_choice',
      },
    )
    const loose = { ...judgmentTool.function, parameters: { type: 'object', properties: {} } }
    const error = await failureOf(
      openai.chat.completions.create({
        model: 'm',
        messages,
        tools: [{ type: 'function', function: loose }],
      }),
    )
    expect(error).toMatchObject({
      status: 400,
      param: 'tools[0].function.parameters',
      code: 'invalid_function_parameters',
    })
  })

  test('writes n choices and counts each', async () => {
    const { openai } = await startWithClients({ answer: () => ({ ok: true }) })
    const { choices, usage } = await openai.chat.completions.create({ ...chat, n: 3 })
    expect(choices.map(({ index }) => index)).toEqual([0, 1, 2])
    // {"ok":true} is 11 bytes, 3 tokens; three times.
    expect(usage?.completion_tokens).toBe(9)
  })

  test('cuts the reply at either limit of tokens', async () => {
    const { openai } = await startWithClients({ answer: () => ({ text: '中文中文中文' }) })
    for (const limit of [{ max_tokens: 4 }, { max_completion_tokens: 4 }]) {
      const { choices, usage } = await openai.chat.completions.create({ ...chat, ...limit })
      // {"text":" is 9 bytes; the next 7 of 16 are two letters of 3 bytes, and a torn one that is left out.
      expect(choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '{"text":"中文' } })
      expect(usage?.completion_tokens).toBe(4)
    }
  })

  test('counts bytes by four, and reads seen prefixes from its cache in steps of 128 from 1,024 on', async () => {
    const { openai } = await startWithClients({ answer: () => ({}) })
    const ask = async (...texts: string[]) => askOf('m', ...texts)
    const askOf = async (model: string, ...texts: string[]) => {
      const asked = { model, messages: texts.map((content) => ({ role: 'user' as const, content })) }
      return (await openai.chat.completions.create(asked)).usage
    }
    expect(await ask('你好')).toMatchObject({ prompt_tokens: 2, completion_tokens: 1, total_tokens: 3 })
    const cold = await ask(long(1200, 'a'), 'one')
    expect(cold).toMatchObject({ prompt_tokens: 1201, prompt_tokens_details: { cached_tokens: 0 } })
    // 1,200 tokens are the same: 1,024 + 128 = 1,152 is the last step below.
    expect((await ask(long(1200, 'a'), 'two'))?.prompt_tokens_details?.cached_tokens).toBe(1152)
    expect((await ask(long(1100, 'a'), long(100, 'b')))?.prompt_tokens_details?.cached_tokens).toBe(1024)
    expect((await ask(long(1000, 'a'), long(200, 'b')))?.prompt_tokens_details?.cached_tokens).toBe(0)
    expect((await askOf('other', long(1200, 'a')))?.prompt_tokens_details?.cached_tokens).toBe(0)
  })

  test('counts the schema with the prompt', async () => {
    const { openai } = await startWithClients()
    const { usage } = await openai.chat.completions.create(chat)
    const bytes = Buffer.byteLength(JSON.stringify(format.json_schema.schema)) + Buffer.byteLength(PROMPT)
    expect(usage?.prompt_tokens).toBe(Math.ceil(bytes / 4))
  })

  test('refuses a temperature where its model takes none', async () => {
    const { openai } = await startWithClients({ refuses: ['temperature', 'max_tokens'] })
    expect(await failureOf(openai.chat.completions.create({ ...chat, temperature: 0 }))).toMatchObject({
      status: 400,
      param: 'temperature',
      code: 'unsupported_value',
      message: expect.stringContaining(
        "Unsupported value: 'temperature' does not support 0 with this model.",
      ),
    })
    expect((await failureOf(openai.chat.completions.create({ ...chat, max_tokens: 9 }))).code).toBe(
      'unsupported_parameter',
    )
    expect((await openai.chat.completions.create(chat)).choices).toHaveLength(1)
  })

  test('may have no strict schema, or nothing but tools', async () => {
    const object = { ...chat, response_format: { type: 'json_object' as const } }
    const spelled = [
      { role: 'user' as const, content: `${JSON.stringify(format.json_schema.schema)}\n${PROMPT}` },
    ]
    const tool = { model: 'm', messages, tools: [judgmentTool], tool_choice: 'required' as const }
    const some = (await startWithClients({ binding: 'json_object' })).openai
    expect((await failureOf(some.chat.completions.create(chat))).message).toContain(
      "of type 'json_schema' is not",
    )
    expect((await some.chat.completions.create({ ...object, messages: spelled })).choices).toHaveLength(1)
    const least = (await startWithClients({ binding: 'tools' })).openai
    expect((await failureOf(least.chat.completions.create(object))).message).toContain(
      "of type 'json_object' is not",
    )
    expect((await least.chat.completions.create(tool)).choices[0]?.message.tool_calls).toHaveLength(1)
  })
})

describe('Anthropic', () => {
  test('wants a key and a version', async () => {
    const { provider } = await startWithClients()
    const post = (headers: Record<string, string>) =>
      fetch(`${provider.anthropicBaseUrl}/v1/messages`, { method: 'POST', body: '{}', headers })
    const denied = await post({ 'anthropic-version': '2023-06-01' })
    expect([denied.status, await denied.json()]).toEqual([
      401,
      {
        type: 'error',
        error: { type: 'authentication_error', message: 'x-api-key header is required' },
        request_id: null,
      },
    ])
    const unversioned = await post({ 'x-api-key': 'key' })
    expect([unversioned.status, await unversioned.text()]).toEqual([
      400,
      expect.stringContaining('anthropic-version: header is required'),
    ])
  })

  test('names what is missing or unknown in a body', async () => {
    const { provider } = await startWithClients()
    const post = async (body: object) => {
      const headers = { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' }
      const sent = { method: 'POST', headers, body: JSON.stringify(body) }
      return (await fetch(`${provider.anthropicBaseUrl}/v1/messages`, sent)).text()
    }
    expect(await post({ model: 'm', messages })).toContain('max_tokens: Field required')
    expect(await post({ ...message, seed: 1 })).toContain('seed: Extra inputs are not permitted')
  })

  test('refuses an output schema outside its subset', async () => {
    const { anthropic } = await startWithClients()
    const schema = {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'number', minimum: 0 } },
    }
    const error = await failureOf(
      anthropic.messages.create({ ...message, output_config: { format: { type: 'json_schema', schema } } }),
    )
    expect(error).toMatchObject({
      status: 400,
      error: {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: "output_config.format.schema: For 'number' type, property 'minimum' is not supported",
        },
      },
    })
  })

  test('ends its turn, and says when its limit of tokens cut it', async () => {
    const { anthropic } = await startWithClients({ answer: () => ({ text: 'abcdefgh' }) })
    expect(await anthropic.messages.create(message)).toMatchObject({
      stop_reason: 'end_turn',
      stop_details: null,
      usage: { output_tokens: 5 }, // {"text":"abcdefgh"} is 19 bytes.
    })
    expect(await anthropic.messages.create({ ...message, max_tokens: 3 })).toMatchObject({
      stop_reason: 'max_tokens',
      content: [{ type: 'text', text: '{"text":"abc' }],
      usage: { output_tokens: 3 },
    })
  })

  test('writes marked prefixes to its cache, reads them when they come again, and counts only the rest as input', async () => {
    const { anthropic } = await startWithClients({ answer: () => ({}) })
    const ask = async (system: string, user: string, marked = true) => {
      const mark = marked ? { cache_control: { type: 'ephemeral' as const } } : {}
      const { usage } = await anthropic.messages.create({
        model: 'm',
        max_tokens: 10,
        system: [{ type: 'text', text: system, ...mark }],
        messages: [{ role: 'user', content: user }],
      })
      return [usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens]
    }
    expect(await ask(long(1100, 'a'), long(10, 'x'))).toEqual([10, 1100, 0])
    expect(await ask(long(1100, 'a'), long(20, 'y'))).toEqual([20, 0, 1100])
    expect(await ask(long(1100, 'a'), long(20, 'y'), false)).toEqual([1120, 0, 0])
    expect(await ask(long(1000, 'a'), long(20, 'y'))).toEqual([1020, 0, 0])
    expect(await ask(long(1100, 'b'), long(20, 'y'))).toEqual([20, 1100, 0])
  })

  test('caches up to each mark, and up to the end where the whole request is marked', async () => {
    const { anthropic } = await startWithClients({ answer: () => ({}) })
    const ask = async (user: string) => {
      const mark = { type: 'ephemeral' as const }
      const { usage } = await anthropic.messages.create({
        model: 'm',
        max_tokens: 10,
        cache_control: mark,
        system: [{ type: 'text', text: long(1100, 'a'), cache_control: mark }],
        messages: [{ role: 'user', content: user }],
      })
      return [usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens]
    }
    expect(await ask(long(10, 'x'))).toEqual([0, 1110, 0])
    expect(await ask(long(20, 'y'))).toEqual([0, 20, 1100])
    expect(await ask(long(20, 'y'))).toEqual([0, 0, 1120])
  })

  test('takes system as a string, and at most four marks', async () => {
    const { anthropic } = await startWithClients()
    expect((await anthropic.messages.create({ ...message, system: 'Be fair.' })).stop_reason).toBe('end_turn')
    const block = { type: 'text' as const, text: 'a', cache_control: { type: 'ephemeral' as const } }
    const error = await failureOf(anthropic.messages.create({ ...message, system: Array(5).fill(block) }))
    expect(error.message).toContain('A maximum of 4 blocks with cache_control')
  })

  test('uses the tool that is forced', async () => {
    const { anthropic } = await startWithClients({ binding: 'tools' })
    expect((await failureOf(anthropic.messages.create(message))).message).toContain('not supported')
    const { content, stop_reason } = await anthropic.messages.create({
      model: 'm',
      max_tokens: 4000,
      messages,
      tools: [{ name: 'judge', input_schema: { ...outputFormat.schema, type: 'object' }, strict: true }],
      tool_choice: { type: 'tool', name: 'judge' },
    })
    expect(stop_reason).toBe('tool_use')
    const [block] = content
    expect(Judgment.parse(block?.type === 'tool_use' ? block.input : null).criteria).toHaveLength(3)
  })

  test('uses any tool where one must be used, and refuses an unknown one and a schema that is not strict', async () => {
    const { anthropic } = await startWithClients()
    const tool = { name: 'judge', input_schema: { ...outputFormat.schema, type: 'object' as const } }
    const ask = (
      tool_choice: { type: 'any' } | { type: 'tool'; name: string },
      input_schema = tool.input_schema,
    ) =>
      anthropic.messages.create({
        model: 'm',
        max_tokens: 4000,
        messages,
        tools: [{ name: 'judge', input_schema, strict: true }],
        tool_choice,
      })
    expect((await ask({ type: 'any' })).content[0]).toMatchObject({ type: 'tool_use', name: 'judge' })
    expect((await failureOf(ask({ type: 'tool', name: 'other' }))).message).toContain(
      "Tool 'other' not found",
    )
    expect((await failureOf(ask({ type: 'any' }, { type: 'object' }))).message).toContain(
      "tools.0.custom: For 'object' type, 'additionalProperties' must be explicitly set to false",
    )
  })

  test('refuses a temperature where its model takes none', async () => {
    const { provider } = await startWithClients({ refuses: ['temperature'] })
    const headers = { 'x-api-key': 'key', 'anthropic-version': '2023-06-01' }
    const body = JSON.stringify({ ...message, temperature: 0 })
    const response = await fetch(`${provider.url}/v1/messages`, { method: 'POST', headers, body })
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('`temperature` is deprecated for this model.'),
    ])
  })
})

describe('what it saw', () => {
  test('is kept in order, with headers, text and parsed body', async () => {
    const { provider, openai, anthropic } = await startWithClients()
    await openai.chat.completions.create(chat)
    await anthropic.messages.create(message)
    await openai.chat.completions.create(chat)
    expect(provider.requests.map(({ n, attempt, api, path }) => [n, attempt, api, path])).toEqual([
      [0, 0, 'openai', '/v1/chat/completions'],
      [1, 0, 'anthropic', '/v1/messages'],
      [2, 1, 'openai', '/v1/chat/completions'],
    ])
    const [first] = provider.requests
    expect(first?.headers.authorization).toBe('Bearer key')
    expect(JSON.parse(first?.raw ?? '')).toEqual(first?.body)
    expect(first?.body).toEqual(JSON.parse(JSON.stringify(chat)))
  })

  test('is counted: outcomes, different requests, tokens', async () => {
    const { provider, openai } = await startWithClients({ answer: () => ({ ok: true }), record: 'counters' })
    const content = long(1100, 'a')
    const ask = (max_tokens: number) =>
      openai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content }], max_tokens })
    await ask(10)
    await ask(10)
    await ask(2)
    await failureOf(ask(0))
    expect(provider.requests).toEqual([])
    const stats = {
      requests: 4,
      batched: 0,
      outcomes: { complete: 2, truncated: 1, 400: 1 },
      distinct: 3,
      maxInFlight: 1,
      promptTokens: 3300,
      cachedTokens: 2048,
      outputTokens: 8, // {"ok":true} is 11 bytes, 3 tokens, and once cut to 2.
    }
    expect(provider.stats()).toEqual(stats)
    expect(await (await fetch(`${provider.url}/stats`)).json()).toEqual(stats)
  })

  test('an unknown path is a 404 in the shape of the API', async () => {
    const { provider } = await startWithClients()
    const headers = { authorization: 'Bearer key' }
    const response = await fetch(`${provider.openaiBaseUrl}/embeddings`, { method: 'POST', headers })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
  })
})

test('it runs as a process of its own, takes its options as JSON and ends on SIGTERM', async () => {
  const serve = fileURLToPath(new URL('./provider/serve.ts', import.meta.url))
  const child = spawn(process.execPath, [serve, '{"faults":{"rate503":1}}'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { port } = z.strictObject({ port: z.number() }).parse(JSON.parse(String(line)))
  const headers = { authorization: 'Bearer key' }
  const body = JSON.stringify(chat)
  const asked = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, { method: 'POST', headers, body })
  expect(asked.status).toBe(503)
  const stats = await (await fetch(`http://127.0.0.1:${port}/stats`)).json()
  expect(stats).toMatchObject({ requests: 1, outcomes: { 503: 1 } })
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
