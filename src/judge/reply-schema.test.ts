import { expect, test } from 'vitest'
import { z } from 'zod'
import { replySchema } from './reply-schema.ts'

const shape = { criteria: ['tone', 'blame'], acts: ['empathy'], levels: false }

test('the serialized order is acts, then for each criterion places, reasoning, verdict, confidence', () => {
  const text = JSON.stringify(z.toJSONSchema(replySchema(shape)))
  const order = ['"acts"', '"criteria"', '"id"', '"evidence"', '"reasoning"', '"verdict"', '"confidence"']
  const places = order.map((name) => text.indexOf(`${name}:{`))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(Math.min(...places)).toBeGreaterThan(0)
})

test('only keywords that every provider knows are in it', () => {
  const text = JSON.stringify(z.toJSONSchema(replySchema({ ...shape, levels: true })))
  const keywords = new Set(Array.from(text.matchAll(/"([$a-zA-Z]+)":/g), ([, name]) => name))
  for (const unknown of ['minimum', 'maximum', 'minLength', 'pattern', 'oneOf', 'allOf', 'format'])
    expect(keywords).not.toContain(unknown)
})

test('ids that were not asked are refused, and so are other fields', () => {
  const schema = replySchema({ criteria: ['tone'], acts: [], levels: false })
  const answer = { id: 'tone', evidence: [], reasoning: '', verdict: 'pass', confidence: 1 }
  expect(schema.safeParse({ criteria: [answer] }).success).toBe(true)
  expect(schema.safeParse({ criteria: [{ ...answer, id: 'blame' }] }).success).toBe(false)
  expect(schema.safeParse({ criteria: [answer], acts: [] }).success).toBe(false)
})
