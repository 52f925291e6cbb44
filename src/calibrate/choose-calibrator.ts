import type { Calibrator } from '../domain/certificate.ts'
import { type CalibrationQuality, calibrationQuality } from './calibration-quality.ts'
import type { ConfidencePoint } from './confidence-point.ts'
import { assignFolds, crossFit, type GroupedPoint } from './cross-fit.ts'
import { type Estimate, estimateShare } from './estimate.ts'
import { type CalibratorMap, fitCalibrator } from './fit-calibrator.ts'
import { groupedMean } from './grouped-mean.ts'
import { type ReliabilityStep, reliabilityDiagram } from './reliability-diagram.ts'

/** STATISTICS §2: below the first no map; from each on, these are tried, the first of them by default. */
const FEWEST = 30
const MAPS_FROM: readonly (readonly [number, readonly CalibratorMap[]])[] = [
  [1000, ['platt', 'temperature', 'beta', 'isotonic']],
  [300, ['platt', 'isotonic']],
  [FEWEST, ['platt']],
]
/** From here on the lowest Brier score wins; below, it has to win by more than a standard error. */
const ENOUGH_TO_COMPARE = 1000
const FOLDS = 5

export interface CalibratorCandidate {
  map: CalibratorMap
  /** Mean squared error on points the fit never saw; null where the map has no finite fit. */
  brierOutOfFold: number | null
  /** Its standard error, by groups. */
  se: number | null
  /** By how much that is lower than ridge Platt's on the same points, with its standard error; null for Platt itself. */
  gain: number | null
  gainSe: number | null
}

export interface CalibratorChoice {
  calibrator: Calibrator | null
  /** Why there is none: fewer than 30 points, or fewer groups than folds. */
  reason: 'too_few_points' | 'too_few_groups' | null
  /** How often people agreed, whatever the confidence: what to show where there is no calibrator. */
  agreement: Estimate
  candidates: CalibratorCandidate[]
  /** Of the chosen map on points its fit never saw; null without a calibrator. */
  outOfFold: CalibrationQuality | null
  /** The curve of the same; empty without a calibrator. */
  reliability: ReliabilityStep[]
}

/**
 * The map from confidence to the probability of agreement that this many points can carry: cross-fitted over five folds
 * of whole groups to be chosen and measured, then fitted to all points to be used (STATISTICS §2). The same points
 * and seed give the same choice.
 */
export function chooseCalibrator(
  points: readonly GroupedPoint[],
  { seed }: { seed: number },
): CalibratorChoice {
  const agreement = estimateShare(points.filter(({ agreed }) => agreed).length, points.length)
  const none = { calibrator: null, agreement, candidates: [], outOfFold: null, reliability: [] }
  if (points.length < FEWEST) return { ...none, reason: 'too_few_points' }
  if (new Set(points.map(({ group }) => group)).size < FOLDS) return { ...none, reason: 'too_few_groups' }
  const foldOf = assignFolds(points, { folds: FOLDS, seed })
  const [, maps] = MAPS_FROM.find(([from]) => points.length >= from) ?? [FEWEST, ['platt']]
  const tried: Tried[] = []
  for (const map of maps) tried.push(tryMap(map, points, foldOf, tried[0]))
  const chosen = choose(tried, points.length)
  const measured = chosen?.points ?? []
  return {
    calibrator: chosen?.calibrator ?? null,
    reason: null,
    agreement,
    candidates: tried.map(({ candidate }) => candidate),
    outOfFold: calibrationQuality(measured, { seed }),
    reliability: reliabilityDiagram(measured),
  }
}

/** One map, cross-fitted and fitted to all; its points are null where either has no finite fit. */
interface Tried {
  candidate: CalibratorCandidate
  calibrator: Calibrator | null
  points: ConfidencePoint[] | null
  losses: number[]
}

function tryMap(
  map: CalibratorMap,
  points: readonly GroupedPoint[],
  foldOf: readonly number[],
  platt: Tried | undefined,
): Tried {
  const calibrator = fitCalibrator(map, points)
  const calibrated = crossFit(map, points, foldOf)
  if (calibrator === null || calibrated === null) {
    const candidate = { map, brierOutOfFold: null, se: null, gain: null, gainSe: null }
    return { candidate, calibrator: null, points: null, losses: [] }
  }
  const measured = points.map(({ agreed }, at) => ({ confidence: calibrated[at] ?? 0, agreed }))
  const losses = measured.map(({ confidence, agreed }) => (confidence - Number(agreed)) ** 2)
  const groups = points.map(({ group }) => group)
  const { mean, se } = groupedMean(losses, groups)
  const gains = platt?.losses.map((loss, at) => loss - (losses[at] ?? 0)) ?? []
  const gain = groupedMean(gains, groups)
  const candidate = { map, brierOutOfFold: mean, se, gain: gain.mean, gainSe: gain.se }
  return { candidate, calibrator, points: measured, losses }
}

/** Among equals the one tried first. */
function choose(tried: readonly Tried[], n: number): Tried | undefined {
  const [platt, ...others] = tried
  const eligible = others.filter(
    ({ candidate: { gain, gainSe } }) =>
      gain !== null && gainSe !== null && gain > (n >= ENOUGH_TO_COMPARE ? 0 : gainSe),
  )
  return eligible.reduce(
    (best, one) => ((one.candidate.gain ?? 0) > (best?.candidate.gain ?? 0) ? one : best),
    platt,
  )
}
