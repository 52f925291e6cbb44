import { jsonOf } from './dialect.ts'
import { explainToOpenAi } from './explain-flaw.ts'
import { OpenAiBody } from './openai-body.ts'
import { refuseByOpenAi } from './openai-schema.ts'
import { Refusal } from './refusal.ts'
import type { Ability, Binding, JsonObject, Question } from './types.ts'

/** Reads a body of POST /v1/chat/completions. @throws Refusal as OpenAI words it. */
export function readOpenAi(raw: unknown, ability: Ability): Question {
  const parsed = OpenAiBody.safeParse(raw)
  if (!parsed.success) throw explainToOpenAi(parsed.error)
  const body = parsed.data
  refuseParameters(body, ability)
  const text = body.messages.map(({ content }) => textOf(content)).join('\n')
  const format = body.response_format
  if (format !== undefined && format.type !== 'text') refuseFormat(format.type, text, ability.binding)
  const bound = format?.type === 'json_schema' ? format.json_schema : null
  if (bound?.strict) refuseSchema(bound.schema, `response_format '${bound.name}'`, 'response_format', null)
  const called = forcedTool(body)
  const schema = called?.parameters ?? bound?.schema ?? null
  return {
    api: 'openai',
    model: body.model,
    body,
    // OpenAI: a schema goes before the system message, and is cached with it.
    parts: [
      { text: jsonOf([schema]), cached: false },
      ...body.messages.map(({ content }) => partOf(content)),
    ],
    text,
    schema,
    tool: called?.name ?? null,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? null,
    choices: body.n ?? 1,
  }
}

function textOf(content: OpenAiBody['messages'][number]['content']): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('')
}

function partOf(content: OpenAiBody['messages'][number]['content']) {
  return { text: textOf(content), cached: false }
}

function refuseParameters(body: OpenAiBody, ability: Ability): void {
  const name = ability.refuses.find((refused) => refused in body)
  if (name === 'temperature') {
    const message = `Unsupported value: 'temperature' does not support ${body.temperature} with this model. Only the default (1) value is supported.`
    throw new Refusal(400, message, { param: name, code: 'unsupported_value' })
  }
  if (name !== undefined) {
    const message = `Unsupported parameter: '${name}' is not supported with this model.`
    throw new Refusal(400, message, { param: name, code: 'unsupported_parameter' })
  }
}

function refuseFormat(type: 'json_schema' | 'json_object', text: string, binding: Binding): void {
  if (binding === 'tools' || (binding === 'json_object' && type === 'json_schema')) {
    const message = `Invalid parameter: 'response_format' of type '${type}' is not supported with this model.`
    throw new Refusal(400, message)
  }
  if (type === 'json_object' && !/json/i.test(text)) {
    const message =
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
    throw new Refusal(400, message, { param: 'messages' })
  }
}

function refuseSchema(schema: JsonObject, of: string, param: string, code: string | null): void {
  const wrong = refuseByOpenAi(schema)
  if (wrong !== null) throw new Refusal(400, `Invalid schema for ${of}: ${wrong}`, { param, code })
}

/** The function that the request says must be called. */
function forcedTool({ tools = [], tool_choice }: OpenAiBody) {
  for (const [index, { function: tool }] of tools.entries()) {
    if (!tool.strict) continue
    const param = `tools[${index}].function.parameters`
    refuseSchema(tool.parameters ?? {}, `function '${tool.name}'`, param, 'invalid_function_parameters')
  }
  if (tool_choice === undefined || tool_choice === 'none' || tool_choice === 'auto') return null
  const wanted = tool_choice === 'required' ? tools[0]?.function.name : tool_choice.function.name
  const tool = tools.find(({ function: { name } }) => name === wanted)
  if (tool === undefined) {
    throw new Refusal(400, `Tool choice '${wanted}' not found in 'tools' parameter.`, {
      param: 'tool_choice',
    })
  }
  return tool.function
}
