import { asObject } from './json.ts'
import { enumValues, typesOf, walkSchema } from './schema-walk.ts'
import type { JsonObject } from './types.ts'

const ANYWHERE = [
  '$schema',
  '$defs',
  'definitions',
  '$ref',
  'title',
  'description',
  'default',
  'type',
  'enum',
  'const',
  'anyOf',
  'allOf',
]
const OF_TYPE: Record<string, readonly string[]> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'minItems'],
  string: ['format'],
}
/** As the SDK's transformer keeps them; it moves every other format into the description. */
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid']

/**
 * What Anthropic finds wrong with an output schema, in its words; null where it takes it.
 * https://platform.claude.com/docs/en/build-with-claude/structured-outputs
 */
export function refuseByAnthropic(root: JsonObject): string | null {
  if (refersToItself(root)) return 'Recursive schemas are not supported'
  for (const { schema } of walkSchema(root)) {
    const wrong = refuseNode(schema)
    if (wrong !== null) return wrong
  }
  return null
}

function refuseNode(schema: JsonObject): string | null {
  const types = typesOf(schema)
  const label = types[0] ?? 'any'
  const known = [...ANYWHERE, ...types.flatMap((type) => OF_TYPE[type] ?? [])]
  const unknown = Object.keys(schema).filter((word) => !known.includes(word))
  if (unknown.length === 1) return `For '${label}' type, property '${unknown[0]}' is not supported`
  if (unknown.length > 1) return `For '${label}' type, properties ${unknown.join(', ')} are not supported`
  if (types.includes('object') && schema.additionalProperties !== false) {
    return "For 'object' type, 'additionalProperties' must be explicitly set to false"
  }
  const least = schema.minItems
  if (least !== undefined && least !== 0 && least !== 1) {
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
  }
  const format = schema.format
  if (format !== undefined && !FORMATS.some((name) => name === format)) {
    return `For 'string' type, format '${format}' is not supported`
  }
  if (enumValues(schema).some((value) => value !== null && typeof value === 'object')) {
    return "'enum' values must be strings, numbers, booleans or null"
  }
  return null
}

function refersToItself(root: JsonObject): boolean {
  const definitions = asObject(root.$defs)
  const uses = (schema: JsonObject): string[] =>
    Array.from(walkSchema(schema), (node) => node.schema.$ref).filter((ref) => typeof ref === 'string')
  const reaches = (ref: string, seen: readonly string[]): boolean => {
    if (ref === '#' || seen.includes(ref)) return true
    const definition = definitions[decodeURIComponent(ref.replace('#/$defs/', ''))]
    return uses(asObject(definition)).some((next) => reaches(next, [...seen, ref]))
  }
  return uses({ ...root, $defs: {} }).some((ref) => reaches(ref, []))
}
