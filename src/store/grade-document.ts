import { z } from 'zod'
import { Contribution, Grade } from '../domain/grade.ts'
import { leanFinding, wholeFinding } from './lean-finding.ts'

const BARE_CONTRIBUTION = { kind: 'criterion', criterion: null, section: null }
const Stored = z.looseObject({
  findings: z.array(z.unknown()),
  contributions: z.array(z.looseObject({ points: Contribution.shape.points })),
  usage: z.looseObject({}),
})

/**
 * A grade as it is stored: JSON, in which findings and contributions leave out what most of them have. That is
 * half the bytes, and bytes are most of what storing costs.
 */
export function writeGrade(grade: Grade): string {
  return JSON.stringify({
    ...grade,
    findings: grade.findings.map(leanFinding),
    contributions: grade.contributions.map(leanContribution),
  })
}

/** Takes grades that leave nothing out too. @throws ZodError where the text is no stored grade. */
export function readGrade(document: string): Grade {
  const stored = Stored.parse(JSON.parse(document))
  const findings = stored.findings.map(wholeFinding)
  const contributions = stored.contributions.map((one) => ({ ...BARE_CONTRIBUTION, ...one }))
  // A grade stored before judges noted anything has no marks, and one from before prices has no savings.
  const usage = { savedUsd: 0, ...stored.usage }
  return Grade.parse({ marks: null, ...stored, usage, findings, contributions })
}

/** `undefined` is left out of JSON. */
function leanContribution({ kind, criterion, section, points, outOf }: Contribution): object {
  return {
    kind: kind === 'criterion' ? undefined : kind,
    criterion: criterion ?? undefined,
    section: section ?? undefined,
    points,
    outOf,
  }
}
