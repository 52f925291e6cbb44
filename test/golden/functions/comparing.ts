import { z } from 'zod'
import { climbLadder, type LadderState } from '../../../src/calibrate/ladder.ts'
import { mcnemarTest } from '../../../src/calibrate/mcnemar.ts'
import { labelsNeeded, minimumDetectable } from '../../../src/calibrate/mcnemar-power.ts'
import { pairedDifference } from '../../../src/calibrate/paired-difference.ts'
import type { GoldenFunctions } from '../golden-case.ts'

const Counts = z.object({ b: z.number(), c: z.number(), n: z.number().optional() })
const Table = z.object({
  table: z.tuple([z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number()])]),
})
const Label = z.union([z.string(), z.number(), z.boolean()])
const Judged = z.object({ items_gold_A_B: z.array(z.tuple([Label, Label, Label])) })
const Level = z.object({ level: z.number().optional(), alpha: z.number().optional() })
const Power = z.object({ power: z.number().optional(), alpha: z.number().optional() })
const OneOrMore = z.union([z.number(), z.array(z.number())])
const Detectable = Power.extend({
  psi: OneOrMore.default([0.1, 0.15, 0.2]),
  n: OneOrMore.default([50, 100, 200, 400]),
})

export const comparingFunctions: GoldenFunctions = {
  mcnemar(input) {
    const { b, c } = countsIn(input)
    const { exact, midP, eValue } = mcnemarTest(b, c)
    return { exact, midp: midP, evalue: eValue }
  },
  pairedDiffCI(input) {
    const { b, c, n = 0 } = countsIn(input)
    const { level, alpha } = Level.parse(input)
    const compared = pairedDifference(b, c, n, level ?? (alpha === undefined ? undefined : 1 - alpha))
    return compared === null ? null : { diff: compared.difference, ci: compared.interval }
  },
  ladder(input) {
    const { losses } = z.object({ losses: z.array(z.array(z.number())) }).parse(input)
    let state: LadderState | null = null
    return losses.map((submission) => {
      state = climbLadder(state, submission)
      return { released: state.released, updated: state.updated }
    })
  },
  /** One difference, or a table of them where there are several ψ or n. */
  mcnemarPower(input) {
    const { psi, n, ...options } = Detectable.parse(input)
    if (typeof psi === 'number' && typeof n === 'number')
      return minimumDetectable({ psi, n, ...given(options) })
    return Object.fromEntries(
      [psi]
        .flat()
        .flatMap((share) =>
          [n]
            .flat()
            .map((size) => [
              `psi${share}_n${size}`,
              minimumDetectable({ psi: share, n: size, ...given(options) }),
            ]),
        ),
    )
  },
  mcnemarN(input) {
    const { psi, delta, ...options } = Power.extend({ psi: z.number(), delta: z.number() }).parse(input)
    return labelsNeeded({ psi, delta, ...given(options) })
  },
}

/** Right with the first only, right with the second only, and all: as counts, as a table, or of the items themselves. */
function countsIn(input: unknown): z.infer<typeof Counts> {
  const table = Table.safeParse(input)
  if (table.success) {
    const [[both, b], [c, neither]] = table.data.table
    return { b, c, n: both + b + c + neither }
  }
  const judged = Judged.safeParse(input)
  if (!judged.success) return Counts.parse(input)
  const items = judged.data.items_gold_A_B.map(([gold, first, second]) => [gold === first, gold === second])
  return {
    b: items.filter(([first, second]) => first && !second).length,
    c: items.filter(([first, second]) => second && !first).length,
    n: items.length,
  }
}

function given({ power, alpha }: z.infer<typeof Power>): { power?: number; alpha?: number } {
  return { ...(power === undefined ? {} : { power }), ...(alpha === undefined ? {} : { alpha }) }
}
