import { expect, test } from 'vitest'
import { z } from 'zod'
import type { ModelFacts } from '../judge/model-facts.ts'
import { makeModelFacts } from './model-facts.ts'
import { type Dialect, SchemaMode } from './schema-mode.ts'
import { makeDiscovery } from './schema-mode-discovery.ts'

const never = new AbortController().signal
const A = z.strictObject({ a: z.string() })
const B = z.strictObject({ b: z.string() })

function refusal(message: string): Error {
  return Object.assign(new Error(message), { status: 400, error: { message } })
}

function discoveryWith(facts: ModelFacts = makeModelFacts()) {
  const logged: string[] = []
  const note = (message: unknown) => void logged.push(String(message))
  const log = { info: note, warn: note }
  return { discovery: makeDiscovery({ facts, key: 'k', modes: SchemaMode.options, log }), logged, facts }
}

/** A server without strict schemas. */
async function looseServer(dialect: Dialect): Promise<string> {
  if (dialect.schemaMode === 'json_schema') throw refusal('response_format json_schema is unavailable')
  return dialect.schemaMode
}

test('what one found out all use, and the next process knows', async () => {
  const { discovery, facts, logged } = discoveryWith()
  expect(await discovery.speak(A, never, looseServer)).toBe('json_object')
  expect(await facts.recall('k')).toMatchObject({ schemaMode: 'json_object' })
  expect(logged).toHaveLength(1)
  const asked: string[] = []
  await discoveryWith(facts).discovery.speak(B, never, async ({ schemaMode }) => asked.push(schemaMode))
  expect(asked).toEqual(['json_object'])
})

test('a schema that a strict server cannot take is asked loosely, and others stay strict', async () => {
  const { discovery, facts } = discoveryWith()
  const strict = async (dialect: Dialect) => dialect.schemaMode
  const noB = async (dialect: Dialect) => {
    if (dialect.schemaMode === 'json_schema') throw refusal("Invalid schema for response_format 'judgment'")
    return dialect.schemaMode
  }
  expect(await discovery.speak(B, never, noB)).toBe('json_object')
  expect(await discovery.speak(A, never, strict)).toBe('json_schema')
  expect(await facts.recall('k')).toBeNull()
})

test('a guess that did not help is not remembered', async () => {
  const { discovery, facts } = discoveryWith()
  const stubborn = async () => {
    throw refusal('temperature in your text offends response_format')
  }
  await expect(discovery.speak(A, never, stubborn)).rejects.toThrow('offends')
  expect(await facts.recall('k')).toBeNull()
  expect(await discovery.speak(A, never, async ({ temperature }) => temperature)).toBe(true)
})

test('whoever waits for another’s discovery and is stopped gets the reason', async () => {
  const { discovery } = discoveryWith()
  const gate = Promise.withResolvers<void>()
  const exploring = Promise.withResolvers<void>()
  const explorer = discovery.speak(A, never, async (dialect) => {
    if (dialect.schemaMode === 'json_schema') throw refusal('no response_format')
    exploring.resolve()
    await gate.promise
    return 'found'
  })
  await exploring.promise
  const stopping = new AbortController()
  const waiting = discovery.speak(A, stopping.signal, async () => 'late')
  const reason = new Error('enough')
  stopping.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  gate.resolve()
  expect(await explorer).toBe('found')
})

test('facts that cannot be read or written stop nobody, and are said', async () => {
  const broken = {
    recall: () => Promise.reject(new Error('disk gone')),
    remember: () => Promise.reject(new Error('disk gone')),
  }
  const { discovery, logged } = discoveryWith(broken)
  expect(await discovery.speak(A, never, looseServer)).toBe('json_object')
  expect(logged.filter((message) => message.includes('disk gone'))).toHaveLength(2)
})
