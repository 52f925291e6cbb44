import { seededRandom } from '../domain/seeded-random.ts'
import { shuffle } from '../domain/shuffle.ts'
import { applyCalibrator } from './calibrator.ts'
import type { ConfidencePoint } from './confidence-point.ts'
import { type CalibratorMap, fitCalibrator } from './fit-calibrator.ts'

/** A point with what it must not be parted from: its conversation, or what conversations share, such as a customer. */
export interface GroupedPoint extends ConfidencePoint {
  group: string
}

/**
 * The fold (0 … folds − 1) of every point. A group is never split, and folds hold as many groups as each other, give
 * or take one. The same groups and seed give the same folds, in whatever order the points come.
 */
export function assignFolds(
  points: readonly GroupedPoint[],
  { folds, seed }: { folds: number; seed: number },
): number[] {
  const groups = [...new Set(points.map(({ group }) => group))].sort()
  shuffle(groups, seededRandom(seed))
  const foldOf = new Map(groups.map((group, at) => [group, at % folds]))
  return points.map(({ group }) => foldOf.get(group) ?? 0)
}

/**
 * Every point's calibrated confidence by the map fitted to the other folds, which never saw it; null where the map
 * could not be fitted without some fold.
 */
export function crossFit(
  map: CalibratorMap,
  points: readonly GroupedPoint[],
  foldOf: readonly number[],
): number[] | null {
  const calibrated = new Array<number>(points.length).fill(0)
  for (const fold of new Set(foldOf)) {
    const calibrator = fitCalibrator(
      map,
      points.filter((_, at) => foldOf[at] !== fold),
    )
    if (calibrator === null) return null
    for (const [at, { confidence }] of points.entries())
      if (foldOf[at] === fold) calibrated[at] = applyCalibrator(calibrator, confidence)
  }
  return calibrated
}
