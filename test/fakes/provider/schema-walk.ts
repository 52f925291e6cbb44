import { z } from 'zod'
import type { JsonObject } from './types.ts'

const Node = z.record(z.string(), z.unknown())
const Nodes = z.array(Node)

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
    for (const [name, inner] of Object.entries(Node.catch({}).parse(schema[word]))) {
      // Definitions are not nested where they are written down.
      const base = word === 'properties' ? depth : 0
      yield* walkSchema(Node.catch({}).parse(inner), [...path, word, name], base)
    }
  }
  if (Node.safeParse(schema.items).success) {
    yield* walkSchema(Node.parse(schema.items), [...path, 'items'], depth)
  }
  for (const word of ['anyOf', 'oneOf', 'allOf']) {
    for (const [index, inner] of Nodes.catch([]).parse(schema[word]).entries()) {
      yield* walkSchema(inner, [...path, word, String(index)], depth)
    }
  }
}

export function typesOf(schema: JsonObject): string[] {
  const type = schema.type
  return typeof type === 'string' ? [type] : z.array(z.string()).catch([]).parse(type)
}

export function propertyNames(schema: JsonObject): string[] {
  return Object.keys(Node.catch({}).parse(schema.properties))
}

export function enumValues(schema: JsonObject): unknown[] {
  return z.array(z.unknown()).catch([]).parse(schema.enum)
}
