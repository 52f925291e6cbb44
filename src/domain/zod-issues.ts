import type { z } from 'zod'
import type { Issue } from './errors.ts'

/** `turns[3].at` for ['turns', 3, 'at']; empty for the value itself. */
export function fieldPath(path: readonly PropertyKey[]): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else text += text === '' ? String(step) : `.${String(step)}`
  }
  return text
}

/** Zod's issues as field paths with messages; an unknown key is reported at its own path. */
export function zodIssues(error: z.ZodError): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: fieldPath([...issue.path, key]), message: 'unknown field' }))
    }
    return [{ path: fieldPath(issue.path), message: issue.message }]
  })
}
