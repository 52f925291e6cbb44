/**
 * Where two values part, each as `path: got …, expected …`; empty where they are the same. Every field expected has to
 * be there; fields that nobody expects are passed over.
 * @param tolerance largest difference of two numbers, relative to the expected one where that is above 1
 */
export function differences(actual: unknown, expected: unknown, tolerance: number, path = ''): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const near = Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected))
    return near ? [] : [difference(path, actual, expected)]
  }
  if (typeof expected !== 'object' || expected === null)
    return Object.is(actual, expected) ? [] : [difference(path, actual, expected)]
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) !== Array.isArray(expected))
    return [difference(path, actual, expected)]
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length)
    return [difference(`${path}.length`, actual.length, expected.length)]
  const got = new Map(Object.entries(actual))
  return Object.entries(expected).flatMap(([key, value]) =>
    differences(got.get(key), value, tolerance, path === '' ? key : `${path}.${key}`),
  )
}

function difference(path: string, actual: unknown, expected: unknown): string {
  return `${path === '' ? 'value' : path}: got ${shown(actual)}, expected ${shown(expected)}`
}

/** As JSON, which has no NaN and no infinity: these are named. */
function shown(value: unknown): string {
  const named = (_: string, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? String(part) : part
  return JSON.stringify(value, named) ?? 'nothing'
}
