import { textsOf } from './json.ts'
import { enumValues, propertyNames, type SchemaNode, typesOf, walkSchema } from './schema-walk.ts'
import type { JsonObject } from './types.ts'

const ANYWHERE = [
  '$schema',
  '$defs',
  'definitions',
  '$ref',
  'title',
  'description',
  'type',
  'enum',
  'const',
  'anyOf',
]
const OF_TYPE: Record<string, readonly string[]> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'minItems', 'maxItems'],
  string: ['pattern', 'format'],
  number: ['multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  integer: ['multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
}
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']
const MOST = { properties: 5000, depth: 10, enums: 1000, names: 120_000, largeEnum: 15_000, smallEnum: 250 }

/**
 * What OpenAI's strict mode finds wrong with a schema, in its words; null where it takes it.
 * https://developers.openai.com/api/docs/guides/structured-outputs#supported-schemas
 */
export function refuseByOpenAi(root: JsonObject): string | null {
  if (root.type !== 'object') {
    return `schema must be a JSON Schema of 'type: "object"', got 'type: ${JSON.stringify(root.type ?? 'None')}'.`
  }
  if ('anyOf' in root) return inContext([], "'anyOf' is not permitted.")
  const nodes = Array.from(walkSchema(root))
  for (const node of nodes) {
    const wrong = refuseNode(node)
    if (wrong !== null) return inContext(node.path, wrong)
  }
  return refuseSize(nodes)
}

function refuseNode({ schema }: SchemaNode): string | null {
  const types = typesOf(schema)
  const known = [...ANYWHERE, ...types.flatMap((type) => OF_TYPE[type] ?? [])]
  const unknown = Object.keys(schema).find((word) => !known.includes(word))
  if (unknown !== undefined) return `'${unknown}' is not permitted.`
  if (
    types.length === 0 &&
    !('$ref' in schema || 'anyOf' in schema || 'enum' in schema || 'const' in schema)
  ) {
    return "schema must have a 'type' key."
  }
  if (types.includes('array') && !('items' in schema)) return 'array schema missing items.'
  const format = schema.format
  if (format !== undefined && !FORMATS.some((name) => name === format))
    return `'${format}' is not a valid format.`
  return types.includes('object') ? refuseObject(schema) : null
}

function refuseObject(schema: JsonObject): string | null {
  if (schema.additionalProperties !== false) {
    return "'additionalProperties' is required to be supplied and to be false."
  }
  const required = textsOf(schema.required)
  const names = propertyNames(schema)
  const missing = names.find((name) => !required.includes(name))
  if (missing !== undefined) {
    return `'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`
  }
  const extra = required.find((name) => !names.includes(name))
  return extra === undefined ? null : `Extra required key '${extra}' supplied.`
}

function refuseSize(nodes: readonly SchemaNode[]): string | null {
  const names = nodes.flatMap(({ schema }) => propertyNames(schema))
  const enums = nodes.flatMap(({ schema }) => enumValues(schema))
  const depth = Math.max(...nodes.map((node) => node.depth))
  if (depth > MOST.depth) return `${depth} levels of nesting exceeds limit of ${MOST.depth}.`
  if (names.length > MOST.properties) return tooMany('properties', names.length, MOST.properties)
  if (enums.length > MOST.enums) return tooMany('enum values', enums.length, MOST.enums)
  const letters = lettersIn([...names, ...enums, ...nodes.map(({ schema }) => schema.const)])
  if (letters > MOST.names) return tooMany('characters in names and values', letters, MOST.names)
  const large = nodes
    .map(({ schema }) => enumValues(schema))
    .filter((values) => values.length > MOST.smallEnum)
  const longest = Math.max(0, ...large.map(lettersIn))
  return longest > MOST.largeEnum ? tooMany('characters in one enum', longest, MOST.largeEnum) : null
}

function lettersIn(values: readonly unknown[]): number {
  return values.reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0)
}

function tooMany(what: string, count: number, most: number): string {
  return `the schema has ${count} ${what}, more than the limit of ${most}.`
}

function inContext(path: readonly string[], wrong: string): string {
  const places = path.map((step) => `'${step}'`).join(', ')
  return `In context=(${places}${path.length === 1 ? ',' : ''}), ${wrong}`
}
