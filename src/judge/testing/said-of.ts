import type { Said } from '../read-reply.ts'

/** An answer with what a test does not care about filled in. */
export function saidOf(verdict: Said['verdict'], details: Partial<Said> = {}): Said {
  return { verdict, level: null, evidence: [], reasoning: verdict, confidence: 0.8, length: 10, ...details }
}
