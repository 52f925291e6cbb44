import type { JsonObject } from './types.ts'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Empty where it is no object. */
export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** Empty where it is no list. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The texts of a list. */
export function textsOf(value: unknown): string[] {
  return asList(value).filter((entry) => typeof entry === 'string')
}

/** null where the text is no JSON. */
export function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
