import { seededRandom } from '../../../domain/seeded-random.ts'
import { kappaOf } from './agreement.ts'
import settings from './settings.json' with { type: 'json' }

/**
 * Whether one row of decisions agrees clearly better with the labels than another: the 95 % interval of the paired
 * bootstrap of the difference in κ lies above 0.
 */
export function clearlyBetter(
  decided: readonly number[],
  than: readonly number[],
  targets: readonly number[],
  classes: number,
): boolean {
  const random = seededRandom(settings.bootstrap.seed)
  const n = targets.length
  const differences: number[] = []
  const [a, b, t] = [new Uint8Array(n), new Uint8Array(n), new Uint8Array(n)]
  for (let draw = 0; draw < settings.bootstrap.replicates; draw += 1) {
    for (let at = 0; at < n; at += 1) {
      const drawn = Math.floor(random() * n)
      a[at] = decided[drawn] ?? 0
      b[at] = than[drawn] ?? 0
      t[at] = targets[drawn] ?? 0
    }
    differences.push((kappaOf(a, t, classes) ?? 0) - (kappaOf(b, t, classes) ?? 0))
  }
  differences.sort((x, y) => x - y)
  return (differences[Math.floor(0.025 * differences.length)] ?? 0) > 0
}
