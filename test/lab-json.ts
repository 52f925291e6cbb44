import { z } from 'zod'
import { EvalRun } from '../src/domain/eval-run.ts'

/** What tests read of `eval compare --json`. */
export const Compared = z.object({
  set: z.object({ name: z.string(), part: z.string() }),
  a: EvalRun,
  b: EvalRun,
  conversations: z.number(),
  leftOut: z.number(),
  tries: z.number().nullable(),
  alpha: z.number(),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      n: z.number(),
      right: z.object({ a: z.number(), b: z.number() }),
      fixed: z.number(),
      broken: z.number(),
      bothWrong: z.number(),
      finding: z.enum(['better', 'worse', 'no_difference', 'not_enough']),
      changes: z.array(z.object({ transcriptId: z.string(), kind: z.string() })),
      withheld: z.number().optional(),
    }),
  ),
})

/** What tests read of a line of `eval tune --json`. */
export const Round = z.object({
  run: z.object({
    id: z.string(),
    set: z.object({ part: z.literal('tune'), conversations: z.number() }),
    usage: z.object({ requests: z.number() }),
  }),
  report: z.object({ criteria: z.array(z.object({ criterion: z.string(), n: z.number() })) }),
  sinceLast: Compared.nullable(),
  sinceFirst: Compared.nullable(),
})

/** What tests read of `eval gate --json`. */
export const Gated = z.object({
  gated: z.array(
    z.object({
      certificate: z.object({ id: z.string(), set: z.object({ name: z.string() }) }),
      part: z.enum(['tune', 'open']),
      setChanged: z.boolean().nullable(),
      passed: z.boolean(),
      criteria: z.array(
        z.object({
          criterion: z.string(),
          outcome: z.enum(['unchanged', 'not_worse', 'worse', 'unjudged', 'gone']),
          compared: z.object({ n: z.number() }).nullable(),
          unjudged: z.number(),
        }),
      ),
    }),
  ),
})
