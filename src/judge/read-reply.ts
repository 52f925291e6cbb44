import { z } from 'zod'
import { type Evidence, MAX_EVIDENCE } from '../domain/finding.ts'
import { Role } from '../domain/transcript.ts'
import type { ReadingPlaces, WrongPlace } from './reading-places.ts'
import { SaidVerdict } from './reply-schema.ts'

/** What a model said of one criterion, its places verified and in the original conversation. */
export interface Said {
  verdict: z.infer<typeof SaidVerdict>
  /** The place of the level among the criterion's, 0 the worst; null for a criterion without levels. */
  level: number | null
  evidence: Evidence[]
  /** In the model's words; placeholders are still in it. */
  reasoning: string
  /** 0–1; null where the model gave no such number. */
  confidence: number | null
  /** How long this part of the reply is, in UTF-16 units. */
  length: number
}

/** An act that a turn performs. */
export interface MarkedAct {
  act: string
  evidence: Evidence
}

/** What has to be asked again, and why. */
export type Wrong = { criterion: string | null; act: string | null } & (
  | WrongPlace
  /** An act that only `by` can perform. */
  | { problem: 'wrong_actor'; turn: number; by: 'customer' | 'agent' }
  /** A fail without a place. */
  | { problem: 'no_evidence' }
  /** Asked, and not answered. */
  | { problem: 'missing' }
  /** No JSON, fields of other types, two answers that differ, or a level that the criterion does not have. */
  | { problem: 'unreadable' }
)

export interface AskedOf {
  /** By id; levels where the criterion has them. */
  criteria: ReadonlyMap<string, readonly number[] | null>
  /** Who performs each act. */
  acts: ReadonlyMap<string, 'customer' | 'agent'>
}

export interface ReadReply {
  said: Map<string, Said>
  acts: MarkedAct[]
  /** An entry with neither criterion nor act concerns every act that was asked. */
  wrong: Wrong[]
}

const Place = z.object({ turn: z.int(), speaker: Role, quote: z.string() })
const SaidAct = Place.extend({ act: z.string() })
const Confidence = z.number().min(0).max(1).nullable().catch(null)
const SaidCriterion = z.object({
  id: z.string(),
  evidence: z.array(Place),
  reasoning: z.string(),
  verdict: SaidVerdict,
  level: z.number().nullish(),
  confidence: Confidence,
})
const Named = z.object({ id: z.string() })
const Whole = z.object({ acts: z.array(z.unknown()).optional(), criteria: z.array(z.unknown()).optional() })

/**
 * Reads a complete reply. Whatever is wrong with it comes out as a list for asking again, item by item; nothing is
 * repaired, and ids that were not asked are left out.
 */
export function readReply(text: string, asked: AskedOf, places: ReadingPlaces): ReadReply {
  const whole = Whole.safeParse(parseJson(text))
  if (!whole.success) return unreadable(asked)
  const { said, wrong } = readCriteria(whole.data.criteria ?? [], asked, places)
  const marked = readActs(whole.data.acts, asked, places)
  return { said, acts: marked.acts, wrong: [...marked.wrong, ...wrong] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function unreadable({ criteria, acts }: AskedOf): ReadReply {
  const problem = 'unreadable' as const
  const wrong = [
    ...Array.from(acts.keys(), (act) => ({ criterion: null, act, problem })),
    ...Array.from(criteria.keys(), (criterion) => ({ criterion, act: null, problem })),
  ]
  return { said: new Map(), acts: [], wrong }
}

function readCriteria(items: readonly unknown[], asked: AskedOf, places: ReadingPlaces) {
  const said = new Map<string, Said>()
  const wrong = new Map<string, Wrong>()
  for (const item of items) {
    const named = Named.safeParse(item)
    const levels = named.success ? asked.criteria.get(named.data.id) : undefined
    if (!named.success || levels === undefined) continue
    const criterion = named.data.id
    const read = readCriterion(item, levels, places)
    const earlier = said.get(criterion)
    if ('wrong' in read) wrong.set(criterion, { criterion, act: null, ...read.wrong })
    else if (earlier === undefined) said.set(criterion, read.said)
    else if (earlier.verdict !== read.said.verdict || earlier.level !== read.said.level)
      wrong.set(criterion, { criterion, act: null, problem: 'unreadable' })
  }
  for (const criterion of wrong.keys()) said.delete(criterion)
  for (const criterion of asked.criteria.keys()) {
    if (!said.has(criterion) && !wrong.has(criterion))
      wrong.set(criterion, { criterion, act: null, problem: 'missing' })
  }
  return { said, wrong: [...wrong.values()] }
}

type WrongAnswer = WrongPlace | { problem: 'no_evidence' | 'unreadable' }

function readCriterion(
  item: unknown,
  levels: readonly number[] | null,
  places: ReadingPlaces,
): { said: Said } | { wrong: WrongAnswer } {
  const parsed = SaidCriterion.safeParse(item)
  if (!parsed.success) return { wrong: { problem: 'unreadable' } }
  const { verdict, reasoning, confidence } = parsed.data
  const decides = verdict === 'pass' || verdict === 'fail'
  const level = levels === null || !decides ? null : levels.indexOf(parsed.data.level ?? Number.NaN)
  // The worst level is a fail and any other a pass, so that score and verdict cannot contradict each other.
  if (level === -1 || (level !== null && (level === 0) !== (verdict === 'fail')))
    return { wrong: { problem: 'unreadable' } }
  const evidence: Evidence[] = []
  for (const place of parsed.data.evidence) {
    const checked = places.check(place)
    if ('wrong' in checked) return checked
    // Only a fail can rest on something that is missing.
    if (checked.evidence.quote !== null || verdict === 'fail') evidence.push(checked.evidence)
  }
  if (verdict === 'fail' && evidence.length === 0) return { wrong: { problem: 'no_evidence' } }
  const length = JSON.stringify(item).length
  return {
    said: { verdict, level, evidence: evidence.slice(0, MAX_EVIDENCE), reasoning, confidence, length },
  }
}

function readActs(
  items: readonly unknown[] | undefined,
  { acts }: AskedOf,
  places: ReadingPlaces,
): { acts: MarkedAct[]; wrong: Wrong[] } {
  const marked: MarkedAct[] = []
  const wrong: Wrong[] = []
  if (acts.size === 0) return { acts: marked, wrong }
  if (items === undefined)
    return {
      acts: marked,
      wrong: [...acts.keys()].map((act) => ({ criterion: null, act, problem: 'missing' })),
    }
  for (const item of items) {
    const parsed = SaidAct.safeParse(item)
    const act = parsed.data?.act ?? ''
    const by = acts.get(act)
    if (!parsed.success) wrong.push({ criterion: null, act: null, problem: 'unreadable' })
    if (!parsed.success || by === undefined) continue
    const checked = places.check(parsed.data)
    if ('wrong' in checked) wrong.push({ criterion: null, act, ...checked.wrong })
    else if (checked.evidence.quote === null) wrong.push({ criterion: null, act, problem: 'no_evidence' })
    else if (parsed.data.speaker !== by && !(by === 'agent' && parsed.data.speaker === 'bot'))
      wrong.push({ criterion: null, act, problem: 'wrong_actor', turn: parsed.data.turn, by })
    else marked.push({ act, evidence: checked.evidence })
  }
  return { acts: marked, wrong }
}
