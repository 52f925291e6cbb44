import { seededRandom } from '../domain/seeded-random.ts'
import { everyPosition } from './every-position.ts'

export interface Replicates {
  /** The statistic of each resample that gave one, in the order drawn. */
  values: Float64Array
  /** In how many resamples it had no value. */
  undefinedCount: number
}

/**
 * Statistics of `replicates` resamples of `units`. A resample's positions are ⌊u·units⌋ of mulberry32's numbers for
 * the seed, one after the other. The statistics get them in an array that the next draw overwrites, and have to name
 * the same values every time.
 */
export function bootstrapReplicates<Name extends string>(
  units: number,
  statistics: (drawn: Uint32Array) => Record<Name, number | null>,
  { seed, replicates }: { seed: number; replicates: number },
): Record<Name, Replicates> {
  const random = seededRandom(seed)
  const drawn = everyPosition(units)
  const names = Object.keys(statistics(drawn)) as Name[]
  const series = names.map((name) => ({ name, values: new Float64Array(replicates), defined: 0 }))
  for (let replicate = 0; replicate < replicates; replicate += 1) {
    for (let at = 0; at < units; at += 1) drawn[at] = Math.floor(random() * units)
    const values = statistics(drawn)
    for (const one of series) {
      const value = values[one.name]
      if (value === null) continue
      one.values[one.defined] = value
      one.defined += 1
    }
  }
  return Object.fromEntries(
    series.map(({ name, values, defined }): [Name, Replicates] => [
      name,
      { values: values.subarray(0, defined), undefinedCount: replicates - defined },
    ]),
  ) as Record<Name, Replicates>
}
