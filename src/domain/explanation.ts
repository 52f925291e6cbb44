import type { LabelVerdict } from './eval-set.ts'
import type { Evidence, Finding } from './finding.ts'
import type { LocalText } from './language.ts'

/** How a feature's value is read: a probability or share, the log of 1 + a number, log-odds, a number, yes or no. */
export type FeatureUnit = 'share' | 'log' | 'odds' | 'number' | 'flag'

/** What a conversation is decided from, one by one. */
export interface ExplainedFeature {
  name: string
  label: LocalText
  unit: FeatureUnit
  value: number
  /** The mean of the conversations that the judge learnt from. */
  usual: number
  /** Standard deviations from that mean, −4 to 4. */
  deviations: number
}

/** What one feature did, against the average conversation. */
export interface Contribution {
  feature: string
  /** Its part of the difference of the regressions' logits, this verdict's less its rival's. */
  logOdds: number
  /** Its part of the verdict's probability by the regressions, and by the forest. */
  regression: number
  forest: number
  /** Its part of the verdict's probability. */
  points: number
}

/** What all features about one thing did together: all summaries of an act, or one feature that stands alone. */
export interface Topic extends Omit<Contribution, 'feature'> {
  /** Of its heaviest feature. */
  label: LocalText
  features: string[]
}

export interface VerdictShare {
  verdict: LabelVerdict
  share: number
}

/**
 * How a verdict's probability came about. Everything adds up: `start`, all contributions and what came from the base
 * make `share`; so do the regressions' and the forest's own, each for itself.
 */
export interface DecisionParts {
  verdict: LabelVerdict
  /** The likeliest other verdict. */
  rival: LabelVerdict
  shares: VerdictShare[]
  share: number
  /** The same probability for the average conversation. */
  start: number
  /** `difference` of the logits of verdict and rival, `startDifference` for the average conversation. */
  regression: { share: number; start: number; difference: number; startDifference: number }
  /** null where the decision was tuned: what is tuned has no forest of its own. */
  forest: { share: number; start: number } | null
  /** Every feature that did anything, heaviest first. */
  contributions: Contribution[]
  /** The same by what they are about, heaviest first. */
  topics: Topic[]
  /** What was tuned, and what its log-odds did; null where everything was learnt from one set. */
  base: { parts: DecisionParts; logOdds: number; points: number } | null
}

/** Words of a turn with what they did for an act; offsets are UTF-16 units of the turn's text. */
export interface WeighedWords {
  start: number
  end: number
  text: string
  logOdds: number
}

/** Why a turn does or does not perform an act: all `logOdds` together give its probability. */
export interface ExplainedAct {
  act: string
  label: LocalText
  share: number
  logOdds: {
    /** The turn's own words; those of the other side before it, and in its answer; all else known of the turn. */
    own: number
    before: number
    after: number
    facts: number
  }
  /** Runs of the turn's words, heaviest first. */
  words: WeighedWords[]
  /** What else is known of the turn, heaviest first. */
  facts: ExplainedFact[]
}

export interface ExplainedFact {
  fact: string
  label: LocalText
  logOdds: number
  /** Phrases that it rests on, in this turn or in one beside it. */
  phrases: { turn: number; start: number; end: number; text: string }[]
}

export interface ExplainedTurn {
  turn: number
  role: 'customer' | 'agent'
  text: string
  isEvidence: boolean
  acts: ExplainedAct[]
}

/** An act of a rule over the order of acts, and the first turn in which it is likely enough. */
export interface RuledAct {
  act: string
  label: LocalText
  threshold: number
  /** null where no turn reaches the threshold. */
  turn: number | null
  /** In that turn; without one, the highest of any turn. */
  share: number
}

export interface ExplainedCriterion {
  criterion: string
  title: LocalText | null
  verdict: LabelVerdict
  /** The verdict's probability; where a rule decided, what was learnt gives it to the rule's verdict. */
  probability: number
  shares: VerdictShare[]
  /** Added to the probability of a fail before the likeliest verdict is taken. */
  lean: number
  /** The rule over acts that decided, the act that must come first and those required; null where it was learnt. */
  rule: { when: RuledAct; require: RuledAct[] } | null
  evidence: Evidence[]
  parts: DecisionParts
  turns: ExplainedTurn[]
}

/** Why a criterion is not decided. */
export type UndecidedReason = 'question_unknown' | 'no_better_than_guessing' | 'no_agent_speaks'

export interface UndecidedCriterion {
  criterion: string
  title: LocalText | null
  reason: UndecidedReason
}

/** How far a verdict is relied on, and what says so. */
export interface ExplainedStanding {
  standing: Finding['standing']
  /** The chance that labels like its certificate’s would agree; null where no certificate gives it. */
  calibrated: number | null
  /** The certificate's id and its reason; null where none covers the verdict. */
  certificate: { id: string; why: LocalText } | null
}

/** Why the built-in judge decided one conversation as it did. */
export interface Explanation {
  transcriptId: string
  scorecard: { id: string; version: number; title: LocalText }
  judge: { judge: 'builtin'; model: string }
  /** Every feature that weighed anywhere. */
  features: ExplainedFeature[]
  criteria: (ExplainedCriterion & ExplainedStanding)[]
  undecided: UndecidedCriterion[]
}
