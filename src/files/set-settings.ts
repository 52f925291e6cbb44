import { join } from 'node:path'
import { z } from 'zod'
import { GraderError } from '../domain/errors.ts'
import type { EvalSet } from '../domain/eval-set.ts'
import { LocalText } from '../domain/language.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import { exists, SelectionFields } from './add-companions.ts'
import { readYaml, withLines } from './read-yaml.ts'

/** What a heading of a labels table means. */
export const ColumnMeaning = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*(?:\.(?:note|level))?$/,
    'expected id, ignore, a criterion id, or one with .note or .level',
  )

export const SETTINGS_FILE = 'set.yaml'

/** What set.yaml may say; every part has a default, and so has the whole file. */
const SetSettings = z.strictObject({
  title: LocalText.optional(),
  /** @default unknown */
  labelledBy: z.enum(['people', 'models']).optional(),
  /** @default measure with `test: open`, else train */
  purpose: z.enum(['train', 'measure']).optional(),
  /** `open`: it has no sides and is only ever measured on. */
  test: z.literal('open', 'expected open, or nothing: `touchstone eval split` makes the sides').optional(),
  /** How every conversation was chosen that selection.jsonl says nothing of. */
  selection: SelectionFields.optional(),
  /** Whether raters had seen no judge's verdict, where their labels do not say. */
  blind: z.boolean().optional(),
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
  /** What the headings of a labels table mean: id, ignore, a criterion's id, or one with .note or .level. */
  columns: z.record(z.string(), ColumnMeaning).default({}),
})
export type SetSettings = z.infer<typeof SetSettings>

/** As `SetSettings`, with the purpose decided. */
export type DecidedSettings = SetSettings & { purpose: EvalSet['purpose'] }

const Groups = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('id-prefix') }),
  z.strictObject({ by: z.literal('none') }),
  z.strictObject({ by: z.literal('column'), column: z.string().min(1) }),
])

/** @throws GraderError EVAL_SET_INVALID with every problem's field path and line. */
export async function readSetSettings(folder: string): Promise<DecidedSettings> {
  const file = join(folder, SETTINGS_FILE)
  if (!(await exists(file))) return decided(SetSettings.parse({}), file)
  const yaml = await readYaml(file, 'EVAL_SET_INVALID')
  const parsed = SetSettings.safeParse(yaml.value ?? {})
  if (parsed.success) return decided(parsed.data, file)
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

function decided(settings: SetSettings, file: string): DecidedSettings {
  const { test, purpose = test === 'open' ? 'measure' : 'train' } = settings
  if (test === undefined || purpose === 'measure') return { ...settings, purpose }
  const issues = [
    { path: 'purpose', message: 'a set with `test: open` is never trained on; expected measure' },
  ]
  throw new GraderError('EVAL_SET_INVALID', 'does not describe a set', { file, issues })
}
