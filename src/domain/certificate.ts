import { z } from 'zod'
import { UnscoredReason } from './finding.ts'
import { LocalText } from './language.ts'

const Share = z.number().min(0).max(1)
const Interval = z.tuple([z.number(), z.number()])

/** A figure with its 95 % interval; both null where there is none. */
const Figure = z.strictObject({ value: z.number().nullable(), interval: Interval.nullable() })
/** A share with what it was counted among. */
const CountedShare = z.strictObject({ value: Share.nullable(), n: z.int(), interval: Interval.nullable() })

/** What confidences are held within before their logarithms are taken. */
const Clip = z.tuple([z.number(), z.number()])

/** Turns the confidence a judge gives into the chance that people would agree: STATISTICS §2. */
export const Calibrator = z.discriminatedUnion('map', [
  z.strictObject({ map: z.literal('constant'), value: Share }),
  z.strictObject({ map: z.literal('platt'), a: z.number(), b: z.number(), clip: Clip }),
  z.strictObject({ map: z.literal('temperature'), temperature: z.number().positive(), clip: Clip }),
  z.strictObject({
    map: z.literal('beta'),
    a: z.number(),
    b: z.number(),
    intercept: z.number(),
    clip: Clip,
  }),
  z.strictObject({ map: z.literal('isotonic'), x: z.array(z.number()), fit: z.array(Share) }),
])
export type Calibrator = z.infer<typeof Calibrator>

/** Why a criterion stands as it does. */
export const StandingCode = z.enum([
  /** auto: what it accepts alone is wrong no more often than the scorecard allows, at its confidence. */
  'threshold_found',
  /** assist: no threshold keeps the error that low, or there are too few labels to say so. */
  'no_threshold',
  'labelled_by_models',
  'labellers_unknown',
  'not_blind',
  'not_random',
  'unequal_probabilities',
  /** assist: draws that nobody labelled on it, or an open set that was looked at before. */
  'labels_missing',
  'looked_at_before',
  /** assist: people agree among themselves too little for a verdict to be called right. */
  'raters_disagree',
  /** assist: agreeing on pass or fail says nothing of the level. */
  'levels',
  /** assist: the look was one beyond what a quarter allows. */
  'looks_spent',
  'red_line',
  /** off: not shown to be better than chance, or less than the least agreement that is counted. */
  'no_better_than_chance',
  'agreement_too_low',
  /** off: the judge itself says that it is not able to decide it. */
  'cannot_judge',
])
export type StandingCode = z.infer<typeof StandingCode>

/** Why a criterion is not in a certificate. */
export const NotCertifiedCode = z.enum([
  'too_few_labels',
  'too_few_fails',
  'unclear',
  'not_scored',
  'no_kappa',
])
export type NotCertifiedCode = z.infer<typeof NotCertifiedCode>

/** What the labelled set says of one criterion, asked in one way. */
export const CertifiedCriterion = z.strictObject({
  criterion: z.string(),
  /** What is asked: question, pass, fail and N/A rule, examples, acts. */
  judgementHash: z.string(),
  /** Hashes of the questions it was asked together with; empty where each is decided alone. */
  companies: z.array(z.string()),
  /** Conversations compared, and how many of them the raters failed. */
  n: z.int(),
  fails: z.int(),
  /** Labelled, but without a majority among the raters: where a threshold is sought, each counts as overturned. */
  noMajority: z.int(),
  /** Drawn with the others, but not labelled on this criterion. */
  unlabelled: z.int(),
  /** Labelled, but not scored by the judge, by reason. */
  unscored: z.array(z.strictObject({ reason: UnscoredReason, n: z.int() })),
  agreement: CountedShare,
  kappa: Figure,
  ac1: Figure,
  failPrecision: CountedShare,
  failRecall: CountedShare,
  /** Mean κ of one rater against the others, and of the judge in that rater's place; null with one rater. */
  ceiling: z.strictObject({ rater: z.number(), judge: z.number() }).nullable(),
  calibrator: Calibrator.nullable(),
  /** Out of fold; null without a calibrator. */
  calibration: z.strictObject({ brier: z.number(), ece: z.number(), eceOfPerfect: z.number() }).nullable(),
  routing: z.strictObject({
    alpha: z.number(),
    delta: z.number(),
    /** Raw confidence from which on the verdict may stand alone; null: none may. */
    threshold: Share.nullable(),
    /** At the threshold; null without one. */
    accepted: z.strictObject({ n: z.int(), wrong: z.int() }).nullable(),
  }),
  /** Upper bound, at confidence 1 − delta, of the share of verdicts that people overturn: of those accepted, where any is. */
  disagreementBound: Share,
  /** How often a vote differs from the verdict; null where one vote was taken. */
  flipRate: CountedShare.nullable(),
  standing: z.enum(['auto', 'assist', 'off']),
  because: StandingCode,
  why: LocalText,
})
export type CertifiedCriterion = z.infer<typeof CertifiedCriterion>

export const JudgeKey = z.strictObject({
  judge: z.string(),
  model: z.string().nullable(),
  promptHash: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type JudgeKey = z.infer<typeof JudgeKey>

/** What a labelled set says about one judge: DESIGN §3. A file in eval/certificates, meant to be reviewed. */
export const Certificate = z.strictObject({
  format: z.literal(1),
  id: z.string().regex(/^c_[0-9a-f]{12}$/, 'expected c_ and twelve hexadecimal digits'),
  at: z.iso.datetime(),
  by: z.string().min(1),
  software: z.string(),
  judge: JudgeKey,
  scorecards: z.array(z.strictObject({ id: z.string(), version: z.number(), hash: z.string() })),
  set: z.strictObject({
    name: z.string(),
    /** Of conversations and labels as they were. */
    hash: z.string(),
    labelledBy: z.enum(['people', 'models', 'unknown']),
    part: z.enum(['holdout', 'open']),
    conversations: z.int(),
  }),
  criteria: z.array(CertifiedCriterion),
  notCertified: z.array(
    z.strictObject({
      criterion: z.string(),
      judgementHash: z.string(),
      n: z.int(),
      because: NotCertifiedCode,
      why: LocalText,
    }),
  ),
  /**
   * What the judge said of each conversation that a later one may be compared on: of an open set all, of a split one
   * the tuning side. A letter a conversation and criterion: p, f, n (not applicable), u (unscored), - (not asked).
   */
  baseline: z.strictObject({
    part: z.enum(['tune', 'open']),
    /** Of its conversations and labels as they were, where they are not those of the set above. */
    hash: z.string().optional(),
    conversations: z.array(z.string()),
    verdicts: z.record(z.string(), z.string().regex(/^[pfnu-]*$/)),
  }),
})
export type Certificate = z.infer<typeof Certificate>
