import type { z } from 'zod'
import type { Issue } from '../domain/errors.ts'
import { zodIssues } from '../domain/zod-issues.ts'

/** Zod's issues as field paths, with messages that say in plain words what would be right. */
export function plainIssues(error: z.ZodError): Issue[] {
  return zodIssues(error).map(({ path, message }) => ({ path, message: plain(message) }))
}

const PLAIN: [RegExp, string][] = [
  [/^Invalid input: expected (\w+), received undefined$/, 'missing: expected $1'],
  [/^Invalid input: expected (\w+), received (\w+)$/, 'expected $1, not $2'],
  [/^Invalid option: (expected one of .+)$/, '$1'],
  [/^Too big: expected string to have <=(\d+) characters$/, 'too long: at most $1 characters'],
  [/^Too small: expected string to have >=1 characters$/, 'is empty'],
  [/^Too big: expected array to have <=(\d+) items$/, 'too many: at most $1'],
  [/^Too (?:big|small): expected \w+ to be (?:<|>)=(-?[\d.]+)$/, 'out of range: the limit is $1'],
]

function plain(message: string): string {
  const known = PLAIN.find(([pattern]) => pattern.test(message))
  return known === undefined ? message : message.replace(known[0], known[1]).replaceAll('"|"', '", "')
}
