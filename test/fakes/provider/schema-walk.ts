import { asList, asObject, isObject, textsOf } from './json.ts'
import type { JsonObject } from './types.ts'

/** One schema inside a schema, and where it stands: `['properties', 'acts', 'items']`. */
export interface SchemaNode {
  schema: JsonObject
  path: readonly string[]
  /** How many objects it lies in, itself included. */
  depth: number
}

/** Every schema in a schema, itself first. */
export function* walkSchema(
  schema: JsonObject,
  path: readonly string[] = [],
  around = 0,
): Generator<SchemaNode> {
  const depth = around + Number(schema.type === 'object' || 'properties' in schema)
  yield { schema, path, depth }
  for (const word of ['properties', '$defs', 'definitions']) {
    for (const [name, inner] of Object.entries(asObject(schema[word]))) {
      // Definitions are not nested where they are written down.
      const base = word === 'properties' ? depth : 0
      yield* walkSchema(asObject(inner), [...path, word, name], base)
    }
  }
  if (isObject(schema.items)) yield* walkSchema(schema.items, [...path, 'items'], depth)
  for (const word of ['anyOf', 'oneOf', 'allOf']) {
    for (const [index, inner] of asList(schema[word]).entries()) {
      yield* walkSchema(asObject(inner), [...path, word, String(index)], depth)
    }
  }
}

export function typesOf(schema: JsonObject): string[] {
  const type = schema.type
  return typeof type === 'string' ? [type] : textsOf(type)
}

export function propertyNames(schema: JsonObject): string[] {
  return Object.keys(asObject(schema.properties))
}

export function enumValues(schema: JsonObject): unknown[] {
  return asList(schema.enum)
}
