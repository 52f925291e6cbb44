import { IANAZone } from 'luxon'
import { GraderError } from '../domain/errors.ts'
import { raterName } from '../domain/rater-name.ts'
import type { ImportDefaults } from '../files/import-defaults.ts'
import { readSelectionCells } from '../files/read-selection-cells.ts'
import { makeTimeParser } from '../intake/parse-time.ts'

export interface ImportFlags {
  set: string
  rater?: string
  at?: string
  timezone: string
  blind?: boolean
  seen?: boolean
  how?: string
  probability?: string
  stratum?: string
  conversations?: string
  mapping?: string
  labelledBy?: string
  purpose?: string
  column?: Record<string, string>
  newCriteria?: boolean
  scorecard?: string
  adjudicated?: boolean
  by?: string
  dryRun?: boolean
  json?: boolean
  language: string
}

/** A flag without effect would let somebody believe in what it says. @throws GraderError USAGE. */
export function refuseMixed(flags: ImportFlags): void {
  const { adjudicated = false, by, blind = false, seen = false, mapping, conversations } = flags
  if (blind && seen)
    throw new GraderError('USAGE', '--blind and --seen exclude each other; expected one of them')
  if (mapping !== undefined && conversations === undefined)
    throw new GraderError('USAGE', '--mapping is for --conversations FILE, where that is a table')
  if (!adjudicated && by !== undefined)
    throw new GraderError('USAGE', '--by is for --adjudicated; who scored is said with --rater')
  const { rater, how, probability, stratum, labelledBy, purpose, column, newCriteria, scorecard } = flags
  const ofLabels = {
    '--rater': rater,
    '--how': how,
    '--probability': probability,
    '--stratum': stratum,
    '--conversations': conversations,
    '--labelled-by': labelledBy,
    '--purpose': purpose,
    '--column': column,
    '--new-criteria': newCriteria,
    '--scorecard': scorecard,
  }
  const [flag] = Object.entries(ofLabels).find(([, given]) => given !== undefined) ?? []
  if (adjudicated && flag !== undefined)
    throw new GraderError(
      'USAGE',
      `${flag} is for raters' labels, not for --adjudicated; who settled is said with --by`,
    )
}

/** What the flags say of all scores that do not say it themselves. @throws GraderError USAGE. */
export function importDefaultsOf(flags: ImportFlags): ImportDefaults {
  const { timezone, blind = false, seen = false } = flags
  if (!IANAZone.isValidZone(timezone))
    throw new GraderError('USAGE', `--timezone takes a name like Asia/Shanghai, not "${timezone}"`)
  const parseTime = makeTimeParser({ timeFormats: 'auto', defaults: { timezone } })
  const at = flags.at === undefined ? null : parseTime(flags.at.trim())
  if (flags.at !== undefined && at === null)
    throw new GraderError('USAGE', `--at takes a time like 2026-06-12T10:30:00+08:00, not "${flags.at}"`)
  return {
    rater: raterOf(flags.rater),
    at,
    blind: blind || seen ? blind : null,
    selection: selectionOf(flags),
    parseTime,
  }
}

function raterOf(text: string | undefined): string | null {
  if (text === undefined) return null
  const read = raterName(text)
  if ('name' in read) return read.name
  throw new GraderError('USAGE', `--rater: ${read.message}`)
}

function selectionOf({ how, probability, stratum }: ImportFlags): ImportDefaults['selection'] {
  if (how === undefined && probability === undefined && stratum === undefined) return null
  const read = readSelectionCells({
    how: how ?? null,
    probability: probability ?? null,
    stratum: stratum ?? null,
  })
  if ('selection' in read) return read.selection
  const [issue] = read.issues
  throw new GraderError('USAGE', `--${issue?.path}: ${issue?.message}`)
}
