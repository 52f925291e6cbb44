import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { GraderError } from '../../domain/errors.ts'
import { Verdict } from '../../domain/finding.ts'
import { Grade } from '../../domain/grade.ts'
import { Channel, Transcript } from '../../domain/transcript.ts'
import { tooDeep } from '../../intake/too-deep.ts'
import type { GradeBatchDeps } from '../../services/grade-batch.ts'
import { gradeOne } from '../../services/grade-one.ts'
import type { GradeFilter } from '../../services/ports.ts'
import { PostHeaders, postRefusals, readRefusals } from '../refusals.ts'
import { refuseInvalid } from '../refuse-invalid.ts'

const Scorecard = z.strictObject({
  scorecard: z.string().min(1).optional().describe('Grade by this scorecard instead of the one that fits'),
})
const Day = z.iso.date('expected a day like 2026-06-16')

const Query = z.strictObject({
  agent: z.string().min(1).optional().describe('An agent who speaks in the conversation'),
  channel: Channel.optional(),
  from: Day.optional().describe('First day of the conversation, in its own offset'),
  to: Day.optional().describe('Last day, inclusive'),
  scorecard: z.string().min(1).optional(),
  criterion: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'expected a criterion id')
    .optional()
    .describe('With verdict; alone it means verdict=fail'),
  verdict: Verdict.optional(),
  passed: z.enum(['true', 'false']).optional(),
  cursor: z.string().optional().describe('The "next" of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const STANDING = [
  'Every finding says in `standing` how far its verdict is relied on: `auto` stands alone (what a check or a person',
  "decided, and a judge's verdict that is sure enough for its certificate); `assist` counts and awaits a person's nod;",
  '`uncertified` counts, and no certificate covers it; `off` is in neither total nor coverage, because the certificate',
  'does not bear it out. `confidence.calibrated` is the chance that labels like those of its certificate would agree,',
  'null without one. `provenance.certificate` names the certificates used, joined by +. `review.reasons` says why',
  'a person has to look: `below_threshold` where a verdict that may stand alone is not sure enough, `assist` where a',
  'person confirms every verdict of a criterion.',
].join(' ')

const GradeReply = Grade.meta({ id: 'Grade', description: STANDING })
const GradePage = z
  .strictObject({ grades: z.array(GradeReply), next: z.string().nullable() })
  .meta({ id: 'GradePage' })
const one = { 'application/json': { schema: GradeReply } }

/** Grade one conversation; read grades. */
export function gradeRoutes(deps: GradeBatchDeps) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(
      createRoute({
        method: 'post',
        path: '/v1/grades',
        summary: 'Grade one conversation',
        request: {
          query: Scorecard,
          headers: PostHeaders,
          body: {
            required: true,
            content: { 'application/json': { schema: Transcript.meta({ id: 'Transcript' }) } },
          },
        },
        responses: {
          201: { description: 'Its grade', content: one },
          200: { description: 'The grade it had already', content: one },
          ...postRefusals,
        },
      }),
      async (c) => {
        const transcript = c.req.valid('json')
        const deep = tooDeep(transcript)
        if (deep !== null)
          throw new GraderError('TRANSCRIPT_INVALID', 'the conversation cannot be kept', { issues: [deep] })
        const { grade, kept } = await gradeOne(deps, transcript, c.req.valid('query').scorecard ?? null)
        return kept ? c.json(grade, 200) : c.json(grade, 201)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/v1/grades/{id}',
        summary: 'One grade',
        request: { params: z.object({ id: z.string() }) },
        responses: { 200: { description: 'The grade', content: one }, ...readRefusals },
      }),
      async (c) => {
        const grade = await deps.store.grade(c.req.valid('param').id)
        if (grade === null) throw new GraderError('NOT_FOUND', 'there is no grade with this id')
        return c.json(grade, 200)
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/v1/grades',
        summary: 'Grades by agent, channel, day, scorecard, criterion and verdict, newest first',
        request: { query: Query },
        responses: {
          200: { description: 'A page', content: { 'application/json': { schema: GradePage } } },
          ...readRefusals,
        },
      }),
      async (c) => {
        const { cursor, limit, passed, ...rest } = c.req.valid('query')
        if (rest.from !== undefined && rest.to !== undefined && rest.from > rest.to)
          throw new GraderError('USAGE', "the request's query is not as documented", {
            issues: [{ path: 'to', message: `lies before "from"; expected ${rest.from} or later` }],
          })
        const filter: GradeFilter = { ...rest, ...(passed !== undefined && { passed: passed === 'true' }) }
        const { rows, next } = await deps.store.grades(filter, {
          limit,
          ...(cursor !== undefined && { cursor }),
        })
        return c.json({ grades: rows, next }, 200)
      },
    )
}
