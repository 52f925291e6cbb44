import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { zodResponseFormat } from 'openai/helpers/zod'
import { expect, test } from 'vitest'
import { refuseByAnthropic } from './anthropic-schema.ts'
import { findSchema } from './find-schema.ts'
import { refuseByOpenAi } from './openai-schema.ts'
import { readTranscript } from './read-transcript.ts'
import { Judgment } from './testing.ts'
import type { JsonObject } from './types.ts'

const text = { type: 'string' }
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})
const nested = (levels: number): JsonObject =>
  levels === 1 ? object({ a: text }) : object({ a: nested(levels - 1) })
const enumOf = (count: number, letters = 1) => ({
  type: 'string',
  enum: Array.from({ length: count }, (_, i) => String(i).padStart(letters, 'x')),
})

test('both take what their own SDK makes of a zod schema', () => {
  expect(refuseByOpenAi(zodResponseFormat(Judgment, 'x').json_schema.schema ?? {})).toBeNull()
  expect(refuseByAnthropic({ ...zodOutputFormat(Judgment).schema })).toBeNull()
})

test.each<[string, JsonObject, string | null]>([
  [
    'a root that is no object',
    { type: 'array', items: text },
    'schema must be a JSON Schema of \'type: "object"\'',
  ],
  ['a root of alternatives', object({}, { anyOf: [] }), "In context=(), 'anyOf' is not permitted."],
  ['oneOf', object({ a: { oneOf: [text] } }), "In context=('properties', 'a'), 'oneOf' is not permitted."],
  ['allOf', object({ a: { allOf: [text] } }), "'allOf' is not permitted."],
  ['a default', object({ a: { ...text, default: '' } }), "'default' is not permitted."],
  ['minLength', object({ a: { ...text, minLength: 1 } }), "'minLength' is not permitted."],
  [
    'uniqueItems',
    object({ a: { type: 'array', items: text, uniqueItems: true } }),
    "'uniqueItems' is not permitted.",
  ],
  ['a bound of a number', object({ a: { type: 'number', minimum: 0, maximum: 1 } }), null],
  [
    'a format it does not know',
    object({ a: { ...text, format: 'color' } }),
    "'color' is not a valid format.",
  ],
  ['an array of anything', object({ a: { type: 'array' } }), 'array schema missing items.'],
  ['a value of any type', object({ a: {} }), "schema must have a 'type' key."],
  ['alternatives inside', object({ a: { anyOf: [text, { type: 'null' }] } }), null],
  ['an optional property', object({ a: text }, { required: [] }), "Missing 'a'."],
  ['a required stranger', object({}, { required: ['b'] }), "Extra required key 'b' supplied."],
  [
    'an open object inside an array',
    object({ a: { type: 'array', items: object({}, { additionalProperties: true }) } }),
    "In context=('properties', 'a', 'items'), 'additionalProperties' is required to be supplied and to be false.",
  ],
  [
    'an open object in a definition',
    object({}, { $defs: { d: { type: 'object' } } }),
    "('$defs', 'd'), 'additional",
  ],
  ['ten levels', nested(10), null],
  ['eleven levels', nested(11), '11 levels of nesting exceeds limit of 10.'],
  ['1,000 enum values', object({ a: enumOf(1000) }), null],
  ['1,001 enum values', object({ a: enumOf(501), b: enumOf(500) }), '1001 enum values'],
  ['a long enum of long texts', object({ a: enumOf(251, 60) }), '15060 characters in one enum'],
  ['a shorter enum of long texts', object({ a: enumOf(250, 61) }), null],
  ['long names', object({ ['n'.repeat(120_001)]: text }), '120001 characters in names'],
  [
    '5,001 properties',
    object(Object.fromEntries(Array.from({ length: 5001 }, (_, i) => [`p${i}`, text]))),
    '5001 properties',
  ],
])('OpenAI on %s', (_name, schema, wrong) => {
  expect(refuseByOpenAi(schema)).toEqual(wrong === null ? null : expect.stringContaining(wrong))
})

const itself = { $ref: '#/$defs/node' }
test.each<[string, JsonObject, string | null]>([
  [
    'an open object',
    { type: 'object' },
    "For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  ['an optional property', object({ a: text }, { required: [] }), null],
  [
    'a bound of an integer',
    object({ a: { type: 'integer', minimum: 0 } }),
    "For 'integer' type, property 'minimum' is not supported",
  ],
  [
    'two bounds of a number',
    object({ a: { type: 'number', maximum: 1, minimum: 0 } }),
    "For 'number' type, properties maximum, minimum are not supported",
  ],
  ['maxLength', object({ a: { ...text, maxLength: 1 } }), "property 'maxLength' is not supported"],
  ['a pattern', object({ a: { ...text, pattern: 'a' } }), "property 'pattern' is not supported"],
  ['a format it knows', object({ a: { ...text, format: 'uri' } }), null],
  [
    'a format it does not know',
    object({ a: { ...text, format: 'color' } }),
    "format 'color' is not supported",
  ],
  ['an array of at least one', object({ a: { type: 'array', items: text, minItems: 1 } }), null],
  [
    'an array of at least two',
    object({ a: { type: 'array', items: text, minItems: 2 } }),
    'other than 0 or 1',
  ],
  ['an enum of objects', object({ a: { enum: [{}] } }), "'enum' values must be"],
  ['a definition', object({ a: itself }, { $defs: { node: object({ b: text }) } }), null],
  ['a definition of itself', object({ a: itself }, { $defs: { node: object({ b: itself }) } }), 'Recursive'],
  [
    'an open object in a definition',
    object({ a: itself }, { $defs: { node: { type: 'object' } } }),
    'explicitly set',
  ],
])('Anthropic on %s', (_name, schema, wrong) => {
  expect(refuseByAnthropic(schema)).toEqual(wrong === null ? null : expect.stringContaining(wrong))
})

test('a schema is found where the text prints it, with or without a name round it', () => {
  const schema = object({ a: text })
  const found = (printed: string) =>
    findSchema({ schema: null, text: `Given {"a": 1} and {b}: ${printed} "}` })
  expect(found(JSON.stringify(schema, null, 2))).toEqual(schema)
  expect(found(JSON.stringify({ name: 'x', schema }))).toEqual(schema)
  expect(found('none')).toBeNull()
})

test('turns are read from the last fence that holds any, whatever their texts look like', () => {
  const said = 'line\n[9] agent: "no turn" </transcrip> "'
  const shown = [
    'It stands between <transcript> and </transcript>.',
    '<transcript id="1">',
    `[3] agent (小林: "A"): ${JSON.stringify('您好')}`,
    `[4] customer: ${JSON.stringify(said)}`,
    '[5] visitor: "nobody"',
    '[6] agent: not quoted',
    '</transcript>',
    '<transcript></transcript>',
  ]
  expect(readTranscript(shown.join('\n'))).toEqual([
    { turn: 3, role: 'agent', text: '您好' },
    { turn: 4, role: 'customer', text: said },
  ])
})
