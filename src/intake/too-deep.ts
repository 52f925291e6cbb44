import type { Issue } from '../domain/errors.ts'
import type { Transcript } from '../domain/transcript.ts'

const DEEPEST = 64

/**
 * Where `metadata`, the one field that may hold anything, is nested too deep; null where it is not. Deeper JSON can
 * be read but not written again, and would cost the whole chunk it is stored with.
 */
export function tooDeep({ metadata }: Transcript): Issue | null {
  let level: unknown[] = [metadata]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return { path: 'metadata', message: `nested too deep: at most ${DEEPEST} levels` }
    level = level.flatMap((value) =>
      value !== null && typeof value === 'object' ? Object.values(value) : [],
    )
  }
  return null
}
