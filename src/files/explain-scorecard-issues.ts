import { z } from 'zod'
import type { CheckRegistry } from '../checks/registry.ts'
import type { Issue } from '../domain/errors.ts'

const ACT = ['by', 'means', 'cues']
const EXAMPLE = ['quote', 'verdict', 'why']
const SECTION = ['id', 'title', 'weight', 'criteria']
const TITLE = ['zh-CN', 'en']
const CALENDAR = ['timezone', 'weekly', 'holidays', 'workdays']
const APPLIES_TO = ['channels', 'stages', 'languages']
const FORM = [
  'id',
  'version',
  'title',
  'language',
  'appliesTo',
  'calendar',
  'method',
  'passMark',
  'acts',
  'sections',
  'redLines',
  'adjustments',
]
const JUDGMENT = ['when', 'asks', 'pass', 'fail', 'notApplicable', 'examples', 'levels']

/** Adds to "unknown field" which fields there are. */
export function explainScorecardIssues(
  issues: readonly Issue[],
  file: unknown,
  registry: CheckRegistry,
): Issue[] {
  return issues.map(({ path, message }) => {
    if (message !== 'unknown field') return { path, message }
    const known = knownFields(path.replace(/\.?[^.]+$/, ''), file, registry)
    return {
      path,
      message: known.length === 0 ? message : `unknown field; known here are ${known.join(', ')}`,
    }
  })
}

function knownFields(parent: string, file: unknown, registry: CheckRegistry): readonly string[] {
  if (parent === '') return FORM
  if (/^acts\.[^.]+$/.test(parent)) return ACT
  if (/examples\[\d+\]$/.test(parent)) return EXAMPLE
  if (/^sections\[\d+\]$/.test(parent)) return SECTION
  if (/(?:^|\.)title$/.test(parent)) return TITLE
  if (parent === 'calendar') return CALENDAR
  if (parent === 'appliesTo') return APPLIES_TO
  return /(?:criteria|redLines|adjustments)\[\d+\]$/.test(parent)
    ? criterionFields(parent, file, registry)
    : []
}

function criterionFields(place: string, file: unknown, registry: CheckRegistry): string[] {
  const by = valueAt(file, `${place}.by`)
  const own = place.startsWith('redLines')
    ? ['effect', 'section']
    : [place.startsWith('adjustments') ? 'points' : 'weight']
  const common = ['id', 'title', 'by', ...own]
  if (by === 'judgment') return [...common, ...JUDGMENT]
  if (by === 'steps') return [...common, 'when', 'require']
  const check = registry.checks.find(({ id }) => id === valueAt(file, `${place}.check`))
  const params = check?.params instanceof z.ZodObject ? Object.keys(check.params.shape) : []
  return [...common, 'check', 'when', ...params]
}

function valueAt(file: unknown, path: string): unknown {
  let value = file
  for (const step of path.match(/[^.[\]]+/g) ?? []) {
    if (value === null || typeof value !== 'object') return undefined
    value = new Map<string, unknown>(Object.entries(value)).get(step)
  }
  return value
}
