import { z } from 'zod'
import { advanceCusum, startCusum } from '../../../src/calibrate/bernoulli-cusum.ts'
import { advanceEDetector, startEDetector } from '../../../src/calibrate/e-detector.ts'
import { advanceEProcess, startEProcess } from '../../../src/calibrate/e-process.ts'
import type { GoldenFunctions } from '../golden-case.ts'

const Stream = z.object({
  /** 1 where a person overturned the verdict; null where nobody looked, which changes nothing. */
  xs: z.array(z.union([z.number(), z.boolean()]).nullable()),
  p0: z.number(),
  p1: z.number().optional(),
  alts: z.array(z.number()).optional(),
})

export const driftFunctions: GoldenFunctions = {
  eProcess(input) {
    const { xs, p0, alts } = Stream.parse(input)
    return valuesOver(xs, startEProcess(p0, alts), advanceEProcess)
  },
  eShiryaevRoberts(input) {
    const { xs, p0, alts } = Stream.parse(input)
    return valuesOver(xs, startEDetector(p0, alts), advanceEDetector)
  },
  bernoulliCusum(input) {
    const { xs, p0, p1 } = Stream.parse(input)
    return valuesOver(xs, startCusum(p0, p1), advanceCusum)
  },
}

function valuesOver<State extends { value: number }>(
  xs: z.infer<typeof Stream>['xs'],
  start: State,
  advance: (state: State, wrong: boolean) => State,
): number[] {
  let state = start
  return xs.map((x) => {
    if (x !== null) state = advance(state, Boolean(x))
    return state.value
  })
}
