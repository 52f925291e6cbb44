import { asObject, isObject, parseOrNull, textsOf } from './json.ts'
import type { JsonObject, Question } from './types.ts'

/** The reply's schema: the one that binds it, else the first one that the prompt's text spells out. */
export function findSchema(question: Pick<Question, 'schema' | 'text'>): JsonObject | null {
  return question.schema ?? spelledOut(question.text)
}

function spelledOut(text: string): JsonObject | null {
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    const found = parseObjectAt(text, at)
    // A printed `{name, schema}` holds the schema one level down.
    const schema = [found, asObject(found).schema].find(isSchema)
    if (schema !== undefined) return schema
  }
  return null
}

function isSchema(value: unknown): value is JsonObject {
  return isObject(value) && isObject(value.properties)
}

function parseObjectAt(text: string, start: number): unknown {
  let depth = 0
  let quoted = false
  for (let at = start; at < text.length; at++) {
    const letter = text[at]
    if (letter === '\\' && quoted) at++
    else if (letter === '"') quoted = !quoted
    else if (!quoted && letter === '{') depth++
    else if (!quoted && letter === '}' && --depth === 0) return parseOrNull(text.slice(start, at + 1))
  }
  return null
}

/** Follows `$ref` to its definition. */
function resolveRef(schema: unknown, root: JsonObject): JsonObject {
  const object = asObject(schema)
  const ref = object.$ref
  if (typeof ref !== 'string') return object
  const steps = ref.split('/').slice(1)
  return resolveRef(
    steps.reduce((at: unknown, step) => asObject(at)[decodeURIComponent(step)], root),
    root,
  )
}

/** The schema at a path of properties; arrays are passed through to their items. Empty where there is none. */
export function schemaAt(root: JsonObject, path: readonly string[]): JsonObject {
  return path.reduce(
    (at: JsonObject, name) => {
      const properties = asObject(at.properties)
      const next = resolveRef(properties[name], root)
      return 'items' in next ? resolveRef(next.items, root) : next
    },
    resolveRef(root, root),
  )
}

/** The texts that a schema allows at a path. */
export function enumAt(root: JsonObject, path: readonly string[]): string[] {
  return textsOf(schemaAt(root, path).enum)
}
