import { z } from 'zod'

/** One reference value: what a function of `calibrate/` or `insight/` gives of an input, and where that was seen. */
export const GoldenCase = z.looseObject({
  id: z.string(),
  fn: z.string(),
  input: z.unknown(),
  /** null where the value is undefined. */
  expected: z.unknown(),
  source: z.string().optional(),
  /** Largest difference of a number, relative to its size where that is above 1. */
  tol: z.number().positive().default(1e-6),
})
export type GoldenCase = z.infer<typeof GoldenCase>

/** What the cases are is looked at one by one: a malformed one fails by itself. */
export const GoldenFile = z.looseObject({ cases: z.array(z.unknown()).min(1, 'no cases') })
export type GoldenFile = z.infer<typeof GoldenFile>

/** What a case's function name stands for here: a thin adapter that puts our functions' results in the case's names. */
export type GoldenFunctions = Record<string, (input: unknown) => unknown>
