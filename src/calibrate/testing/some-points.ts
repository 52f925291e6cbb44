import fc from 'fast-check'
import type { GroupedPoint } from '../cross-fit.ts'

/** Points with ties and extremes; each a conversation of its own, or in few. */
export function somePoints({ min = 0, max = 60 } = {}): fc.Arbitrary<GroupedPoint[]> {
  return fc.array(
    fc.record({
      confidence: fc.oneof(fc.constantFrom(0, 0.5, 0.9, 0.95, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      agreed: fc.boolean(),
      group: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    }),
    { minLength: min, maxLength: max },
  )
}
