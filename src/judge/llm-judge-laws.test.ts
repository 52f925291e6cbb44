import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JudgedCriterion, placedCriteria } from '../domain/scorecard.ts'
import { JUDGMENT, STEPS, scorecardOf, sectionOf } from '../domain/testing/scorecard-of.ts'
import type { Transcript } from '../domain/transcript.ts'
import { makeRedact } from '../intake/redact/make-redact.ts'
import { makeWeigh } from '../score/make-weigh.ts'
import { makeLlmJudge } from './llm-judge.ts'
import { chatOf } from './testing/chat-of.ts'
import { memoryOf } from './testing/memory-of.ts'
import { promptOf } from './testing/prompt-of.ts'

const levelled = { ...JUDGMENT, id: 'care', levels: [0, 1, 2] }
const card = scorecardOf({ sections: [sectionOf([JUDGMENT, levelled, STEPS])] })
const criteria = placedCriteria(card).map(({ criterion }) => criterion as JudgedCriterion)
const known = new Set(criteria.map(({ id }) => id))
const weigh = makeWeigh(card)

const transcript: Transcript = {
  id: 't',
  channel: 'chat',
  language: 'zh-CN',
  agent: { id: 'a-1', name: '林晓' },
  turns: [
    { id: 1, role: 'customer', text: '我的电话13812345678，等了三天，急死了😡' },
    { id: 2, role: 'agent', text: '林晓为您服务，这是快递的问题' },
    { id: 3, role: 'system', event: 'transfer', text: '' },
    { id: 4, role: 'agent', text: 'Please ask the courier.\n\nSorry!' },
  ],
}

/** Quotes that stand there, nearly stand there, cut a pair of surrogates or a placeholder, or stand nowhere. */
const quote = fc.oneof(
  fc.constantFrom(
    '急死了',
    '急死了😡',
    '😡'.slice(0, 1),
    '电话[电话1]',
    '[电话1',
    '13812345678',
    '快递',
    '',
    ' ',
  ),
  fc.constantFrom('ask the courier', 'ASK  the\ncourier', '“Sorry!”', '…', 'x'.repeat(500)),
  fc.string({ unit: 'binary', maxLength: 20 }),
)
const place = fc.record({
  turn: fc.oneof(fc.integer({ min: -1, max: 6 }), fc.constantFrom(1.5, Number.MAX_SAFE_INTEGER)),
  speaker: fc.constantFrom('customer', 'agent', 'bot', 'system', 'manager'),
  quote,
})
const id = fc.constantFrom('blame', 'care', 'order', 'bonus', '__proto__', '')
const answer = fc.record(
  {
    id,
    evidence: fc.oneof(fc.array(place, { maxLength: 5 }), fc.constant('none')),
    reasoning: fc.oneof(fc.string(), fc.constant('\ud83d [电话1] [电话2]')),
    verdict: fc.constantFrom('pass', 'fail', 'not_applicable', 'cannot_tell', 'PASS'),
    level: fc.constantFrom(0, 1, 2, 3, null, '1'),
    confidence: fc.constantFrom(0, 0.5, 1, 2, -1, Number.NaN, 'high', null),
  },
  { requiredKeys: ['id'] },
)
const act = fc
  .record({ act: fc.constantFrom('upset', 'empathy', 'refusal', ''), place })
  .map(({ act: name, place: where }) => ({ act: name, ...where }))
const shaped = fc
  .record({ acts: fc.array(act, { maxLength: 5 }), criteria: fc.array(answer, { maxLength: 5 }) })
  .map((reply) => JSON.stringify(reply))
const text = fc.oneof(
  { weight: 6, arbitrary: shaped },
  shaped.chain((whole) => fc.nat(whole.length).map((end) => whole.slice(0, end))),
  fc.json(),
  fc.string({ unit: 'binary' }),
)
const reply = fc.oneof(
  { weight: 8, arbitrary: text },
  fc.constantFrom('truncated', 'refused', 'provider_error', 'budget_spent').map((outcome) => ({ outcome })),
)
const replies = fc.array(reply, { minLength: 1, maxLength: 8 })

function judgeHearing(said: readonly (string | { outcome: string })[], votes: number) {
  return makeLlmJudge({
    chat: chatOf((_request, index) => said[index % said.length] ?? ''),
    memory: memoryOf(),
    prompts: { 'zh-CN': promptOf('zh-CN'), en: promptOf('en') },
    redact: makeRedact({ orderNumbers: null }),
    redaction: 'on',
    votes,
  })
}

test('whatever a model replies, every criterion has one finding whose quotes stand in their turns', async () => {
  await fc.assert(
    fc.asyncProperty(replies, fc.constantFrom(1, 3), async (said, votes) => {
      const { findings } = await judgeHearing(said, votes).judge(transcript, criteria, card.acts)
      expect(findings.map(({ criterion }) => criterion)).toEqual(criteria.map((one) => one.id))
      for (const { verdict, score, reason, evidence, confidence, criterion } of findings) {
        expect(known).toContain(criterion)
        expect(reason === null).toBe(verdict !== 'unscored')
        expect(score === null).toBe(verdict === 'unscored' || verdict === 'not_applicable')
        expect(confidence.raw ?? 0).toBeGreaterThanOrEqual(0)
        expect(confidence.raw ?? 0).toBeLessThanOrEqual(1)
        if (verdict === 'fail') expect(evidence.length).toBeGreaterThan(0)
        expect(evidence.length).toBeLessThanOrEqual(3)
        for (const { turn, start, end, quote: shown } of evidence) {
          expect(turn).toBeLessThanOrEqual(transcript.turns.length)
          if (shown === null) continue
          expect(shown.length).toBeLessThanOrEqual(120)
          expect(shown).not.toBe('')
          expect(transcript.turns[turn - 1]?.text.slice(start ?? 0, end ?? 0)).toBe(shown)
        }
      }
    }),
    { numRuns: 1500, seed: 20261126 },
  )
})

test('whatever a model replies, the total is a number from 0 to 100, or null with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(replies, async (said) => {
      const { findings } = await judgeHearing(said, 1).judge(transcript, criteria, card.acts)
      const { total, totalReason, bounds } = weigh(findings)
      if (total === null) expect(totalReason).toBe('nothing_scored')
      else {
        expect(total).toBeGreaterThanOrEqual(0)
        expect(total).toBeLessThanOrEqual(100)
      }
      if (bounds !== null) expect(bounds[0]).toBeLessThanOrEqual(bounds[1])
    }),
    { numRuns: 500, seed: 20261126 },
  )
})
