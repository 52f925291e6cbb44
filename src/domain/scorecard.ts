import { z } from 'zod'
import { Calendar } from './calendar.ts'
import { Language, LocalText } from './language.ts'
import { Channel, Stage, TurnEvent } from './transcript.ts'

const Id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower-case letters, digits and _')
const ScorecardId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'expected letters, digits, . _ and -')

/** Which conversations; a part left out says nothing about it. */
const AppliesTo = z.strictObject({
  channels: z.array(Channel).min(1).optional(),
  stages: z.array(Stage).min(1).optional(),
  languages: z.array(Language).min(1).optional(),
})
export type AppliesTo = z.infer<typeof AppliesTo>

const OneCondition = AppliesTo.extend({ events: z.array(TurnEvent).min(1).optional() })
const AnyCondition = z.array(OneCondition).min(1)
/** Every named part must hold; of a list, any one condition. Where it does not hold the criterion is not applicable. */
export const Condition = z.unknown().transform((value, context) => {
  // Not a union: its one message "Invalid input" would hide which field is wrong.
  const parsed = Array.isArray(value) ? AnyCondition.safeParse(value) : OneCondition.safeParse(value)
  if (parsed.success) return Array.isArray(parsed.data) ? parsed.data : [parsed.data]
  for (const issue of parsed.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
    for (const key of unknown) {
      const message = `unknown field; known here are ${Object.keys(OneCondition.shape).join(', ')}`
      context.issues.push({ code: 'custom', input: value, path: [...issue.path, key], message })
    }
    if (unknown.length === 0)
      context.issues.push({ code: 'custom', input: value, path: issue.path, message: issue.message })
  }
  return z.NEVER
})
export type Condition = z.infer<typeof Condition>

/** A moment in a conversation that a judge marks, so that code can reason over order and presence. */
const Act = z.strictObject({
  by: z.enum(['customer', 'agent']),
  means: z.string().min(1),
  cues: z.array(z.string().min(1)).optional(),
})

const Example = z.strictObject({
  quote: z.string().min(1),
  verdict: z.enum(['pass', 'fail', 'not_applicable']),
  why: z.string().min(1),
})

const common = { id: Id, title: LocalText.optional() }
const steps = { ...common, by: z.literal('steps'), when: Id, require: z.array(Id).min(1) }
const judgment = {
  ...common,
  by: z.literal('judgment'),
  when: Condition.optional(),
  asks: z.string().min(1),
  pass: z.string().min(1).optional(),
  fail: z.string().min(1).optional(),
  notApplicable: z.string().min(1).optional(),
  examples: z.array(Example).optional(),
  /** Ordinal grades, worst first, instead of pass and fail. */
  levels: z.array(z.number()).min(2).optional(),
}

const weight = { weight: z.number().positive() }
const fatal = { effect: z.enum(['zero', 'zero_section']), section: Id.optional() }
const points = { points: z.number().refine((value) => value !== 0, 'must not be 0') }

/** A check criterion's own keys are known here; every other key is a parameter for that check's schema. */
const weighedCheck = z
  .looseObject({
    ...common,
    by: z.literal('check'),
    check: z.string(),
    when: Condition.optional(),
    ...weight,
  })
  .transform(({ id, title, by, check, when, weight, ...params }) => ({
    id,
    title,
    by,
    check,
    when,
    weight,
    params,
  }))
const fatalCheck = z
  .looseObject({ ...common, by: z.literal('check'), check: z.string(), when: Condition.optional(), ...fatal })
  .transform(({ id, title, by, check, when, effect, section, ...params }) => ({
    id,
    title,
    by,
    check,
    when,
    effect,
    section,
    params,
  }))
const adjustingCheck = z
  .looseObject({
    ...common,
    by: z.literal('check'),
    check: z.string(),
    when: Condition.optional(),
    ...points,
  })
  .transform(({ id, title, by, check, when, points, ...params }) => ({
    id,
    title,
    by,
    check,
    when,
    points,
    params,
  }))

const BY = {
  error: ({ code }: { code?: string | undefined }) =>
    code === 'invalid_union'
      ? 'expected check (decided by code), steps (order of acts) or judgment (decided by a judge)'
      : undefined,
}

/** `weight` is a share of its section in the weighted method, points to lose in the deduction method. */
const WeighedCriterion = z.discriminatedUnion(
  'by',
  [weighedCheck, z.strictObject({ ...steps, ...weight }), z.strictObject({ ...judgment, ...weight })],
  BY,
)
/** A fatal error (红线): a fail voids the whole form (`zero`) or the named section (`zero_section`). */
const RedLine = z.discriminatedUnion(
  'by',
  [fatalCheck, z.strictObject({ ...steps, ...fatal }), z.strictObject({ ...judgment, ...fatal })],
  BY,
)
export type RedLine = z.infer<typeof RedLine>
/** 加减分项: positive points are added when the criterion passes, negative ones when it fails. */
const Adjustment = z.discriminatedUnion(
  'by',
  [adjustingCheck, z.strictObject({ ...steps, ...points }), z.strictObject({ ...judgment, ...points })],
  BY,
)
export type Adjustment = z.infer<typeof Adjustment>

const Section = z.strictObject({
  id: Id,
  title: LocalText,
  weight: z.number().positive(),
  criteria: z.array(WeighedCriterion).min(1),
})
export type Section = z.infer<typeof Section>

export type Criterion = z.infer<typeof WeighedCriterion> | RedLine | Adjustment
export type CheckCriterion = Extract<Criterion, { by: 'check' }>
/** What a judge is asked: everything but checks. */
export type JudgedCriterion = Exclude<Criterion, { by: 'check' }>

/** @default alpha .05 and delta .05 */
const Routing = z.strictObject({ alpha: z.number().gt(0).lt(0.5), delta: z.number().gt(0).lt(0.5) })

/** A monitoring form (质检表). The checks' own parameters are parsed by `checks/registry.ts`. */
export const Scorecard = z
  .strictObject({
    id: ScorecardId,
    version: z.int().positive(),
    title: LocalText,
    language: Language,
    appliesTo: AppliesTo.default({}),
    calendar: Calendar.optional(),
    method: z.enum(['weighted', 'deduction']),
    passMark: z.number().min(0).max(100),
    /** What may stand without a person: the share of errors allowed, and how often that may turn out untrue. */
    routing: Routing.optional(),
    acts: z.record(Id, Act).default({}),
    sections: z.array(Section).min(1),
    redLines: z.array(RedLine).default([]),
    adjustments: z.array(Adjustment).default([]),
  })
  .check((context) => {
    for (const [path, message] of referenceProblems(context.value)) {
      context.issues.push({ code: 'custom', input: context.value, path, message })
    }
  })
export type Scorecard = z.infer<typeof Scorecard>

export interface PlacedCriterion {
  criterion: Criterion
  /** Where it stands in the file, as in `['sections', 0, 'criteria', 2]`. */
  path: (string | number)[]
}

/** Every criterion of the form with its place: sections in order, then red lines, then adjustments. */
export function placedCriteria(
  card: Pick<Scorecard, 'sections' | 'redLines' | 'adjustments'>,
): PlacedCriterion[] {
  return [
    ...card.sections.flatMap(({ criteria }, s) =>
      criteria.map((criterion, c) => ({ criterion, path: ['sections', s, 'criteria', c] })),
    ),
    ...card.redLines.map((criterion, index) => ({ criterion, path: ['redLines', index] })),
    ...card.adjustments.map((criterion, index) => ({ criterion, path: ['adjustments', index] })),
  ]
}

function* referenceProblems(
  card: Pick<Scorecard, 'sections' | 'redLines' | 'adjustments' | 'acts'>,
): Generator<[(string | number)[], string]> {
  const sections = new Set(card.sections.map(({ id }) => id))
  if (sections.size < card.sections.length) yield [['sections'], 'two sections have the same id']
  const seen = new Set<string>()
  for (const { criterion, path } of placedCriteria(card)) {
    if (seen.has(criterion.id)) yield [[...path, 'id'], `the criterion id ${criterion.id} is used twice`]
    seen.add(criterion.id)
    if (criterion.by !== 'steps') continue
    if (!(criterion.when in card.acts)) yield [[...path, 'when'], `${criterion.when} is not one of the acts`]
    for (const [index, act] of criterion.require.entries()) {
      if (!(act in card.acts)) yield [[...path, 'require', index], `${act} is not one of the acts`]
    }
  }
  for (const [index, { effect, section }] of card.redLines.entries()) {
    if (effect === 'zero_section' && section === undefined)
      yield [['redLines', index, 'section'], 'zero_section needs the section it voids']
    if (section !== undefined && !sections.has(section))
      yield [['redLines', index, 'section'], `${section} is not one of the sections`]
  }
}
