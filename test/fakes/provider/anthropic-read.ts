import { AnthropicBody } from './anthropic-body.ts'
import { refuseByAnthropic } from './anthropic-schema.ts'
import { jsonOf } from './dialect.ts'
import { explainToAnthropic } from './explain-flaw.ts'
import { Refusal } from './refusal.ts'
import type { Ability, PromptPart, Question } from './types.ts'

const MOST_MARKS = 4

/** Reads a body of POST /v1/messages. @throws Refusal as Anthropic words it. */
export function readAnthropic(raw: unknown, ability: Ability): Question {
  const parsed = AnthropicBody.safeParse(raw)
  if (!parsed.success) throw explainToAnthropic(parsed.error)
  const body = parsed.data
  const refused = ability.refuses.find((name) => name in body)
  if (refused !== undefined) throw new Refusal(400, `\`${refused}\` is deprecated for this model.`)
  const format = body.output_config?.format ?? null
  if (format !== null) refuseFormat(format.schema, ability)
  const called = forcedTool(body)
  const schema = called?.input_schema ?? format?.schema ?? null
  const spoken = [partsOf(body.system ?? []), ...body.messages.map(({ content }) => partsOf(content))].flat()
  const marked = [...(body.tools ?? []), ...spoken].filter((part) => 'cached' in part && part.cached)
  if (marked.length > MOST_MARKS) {
    throw new Refusal(
      400,
      `A maximum of ${MOST_MARKS} blocks with cache_control may be provided. Found ${marked.length}.`,
    )
  }
  return {
    api: 'anthropic',
    model: body.model,
    body,
    parts: markLast([{ text: jsonOf([schema]), cached: false }, ...spoken], body),
    text: spoken.map(({ text }) => text).join('\n'),
    schema,
    tool: called?.name ?? null,
    maxTokens: body.max_tokens,
    choices: 1,
  }
}

function partsOf(content: NonNullable<AnthropicBody['system']>): PromptPart[] {
  if (typeof content === 'string') return [{ text: content, cached: false }]
  return content.map(({ text, cache_control }) => ({ text, cached: Boolean(cache_control) }))
}

/** `cache_control` of the whole request stands for a mark on its last block. */
function markLast(parts: PromptPart[], { cache_control }: AnthropicBody): PromptPart[] {
  if (!cache_control) return parts
  return parts.map((part, index) => (index === parts.length - 1 ? { ...part, cached: true } : part))
}

function refuseFormat(schema: Record<string, unknown>, ability: Ability): void {
  if (ability.binding !== 'json_schema') {
    throw new Refusal(400, 'output_config.format: structured outputs are not supported with this model')
  }
  const wrong = refuseByAnthropic(schema)
  if (wrong !== null) throw new Refusal(400, `output_config.format.schema: ${wrong}`)
}

/** The tool that the request says must be used. */
function forcedTool({ tools = [], tool_choice }: AnthropicBody) {
  for (const [index, tool] of tools.entries()) {
    const wrong = tool.strict ? refuseByAnthropic(tool.input_schema) : null
    if (wrong !== null) throw new Refusal(400, `tools.${index}.custom: ${wrong}`)
  }
  if (tool_choice?.type === 'any') return tools[0] ?? null
  if (tool_choice?.type !== 'tool') return null
  const tool = tools.find(({ name }) => name === tool_choice.name)
  if (tool === undefined) throw new Refusal(400, `Tool '${tool_choice.name}' not found in provided tools`)
  return tool
}
