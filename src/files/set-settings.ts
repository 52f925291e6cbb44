import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { GraderError } from '../domain/errors.ts'
import { LocalText } from '../domain/language.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import { readYaml, withLines } from './read-yaml.ts'

/** What set.yaml may say; every part has a default, and so has the whole file. */
const SetSettings = z.strictObject({
  title: LocalText.optional(),
  /** @default unknown */
  labelledBy: z.enum(['people', 'models']).optional(),
  /** @default train */
  purpose: z.enum(['train', 'measure']).default('train'),
  /** Scorecards whose wording the labels answer. @default the one that fits each conversation */
  scorecards: z.array(z.string().min(1)).min(1).optional(),
  /** Which conversations stay together when the set is split. @default none */
  groups: z
    .unknown()
    .transform((value, context) => {
      const parsed = Groups.safeParse(typeof value === 'string' ? { by: value } : value)
      if (parsed.success) return parsed.data
      const message = `expected id-prefix, none, or { by: column, column: NAME }`
      context.issues.push({ code: 'custom', input: value, message })
      return z.NEVER
    })
    .default({ by: 'none' }),
  /** What the headings of a labels table mean: id, ignore, a criterion's id, or one with .note. */
  columns: z
    .record(
      z.string(),
      z
        .string()
        .regex(/^[a-z][a-z0-9_]*(?:\.note)?$/, 'expected id, ignore, a criterion id, or one with .note'),
    )
    .default({}),
})
export type SetSettings = z.infer<typeof SetSettings>

const Groups = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('id-prefix') }),
  z.strictObject({ by: z.literal('none') }),
  z.strictObject({ by: z.literal('column'), column: z.string().min(1) }),
])

/** @throws GraderError EVAL_SET_INVALID with every problem's field path and line. */
export async function readSetSettings(folder: string): Promise<SetSettings> {
  const file = join(folder, 'set.yaml')
  if (!(await exists(file))) return SetSettings.parse({})
  const yaml = await readYaml(file, 'EVAL_SET_INVALID')
  const parsed = SetSettings.safeParse(yaml.value ?? {})
  if (parsed.success) return parsed.data
  const known = Object.keys(SetSettings.shape).join(', ')
  const issues = plainIssues(parsed.error).map(({ path, message }) => ({
    path,
    message: message === 'unknown field' ? `unknown field; known here are ${known}` : message,
  }))
  throw new GraderError('EVAL_SET_INVALID', 'does not describe a set', {
    file,
    issues: withLines(issues, yaml),
  })
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
