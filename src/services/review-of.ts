import type { Stood } from '../calibrate/stand-by-certificate.ts'
import type { Grade, Reading, Score } from '../domain/grade.ts'

/** Whether a person has to look at a grade, and why. @param certified what the standing of its findings asks for */
export function reviewOf(
  { redLines }: Score,
  reading: Reading | undefined,
  certified: Stood['reasons'],
): Grade['review'] {
  const reasons: Grade['review']['reasons'] = []
  if (redLines.some(({ state }) => state === 'provisional')) reasons.push('red_line')
  if (reading !== undefined && reading.instructingTurns.length > 0) reasons.push('instructs_judge')
  reasons.push(...certified)
  return { needed: reasons.length > 0, reasons }
}
