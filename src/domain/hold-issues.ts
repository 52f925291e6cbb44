import type { Issue } from './errors.ts'

/** A list of what does not hold, and the function that adds to it. */
export function holdIssues(): {
  issues: Issue[]
  hold(holds: boolean, path: string, message: string): void
} {
  const issues: Issue[] = []
  return {
    issues,
    hold(holds, path, message) {
      if (!holds) issues.push({ path, message })
    },
  }
}
