import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Certificate } from './certificate.ts'
import { certificateId } from './certificate-id.ts'
import { certificateOf } from './testing/certificate-of.ts'

const certificate = certificateOf()

/** Every place in a value that holds no object or list. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (value === null || typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
}

function changedAt(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (key === undefined) return typeof value === 'number' ? value + 1 : `${String(value)}!`
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...Object(value) }
  Reflect.set(copy, key, changedAt(Reflect.get(copy, key), rest))
  return copy
}

function shuffledKeys(value: unknown, next: () => number): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((one) => shuffledKeys(one, next))
  const entries = Object.entries(value).map(([key, inner]) => ({ key, inner, place: next() }))
  return Object.fromEntries(
    entries.sort((a, b) => a.place - b.place).map(({ key, inner }) => [key, shuffledKeys(inner, next)]),
  )
}

test('an id is c_ and twelve hexadecimal digits, of all but itself', () => {
  expect(certificate.id).toMatch(/^c_[0-9a-f]{12}$/)
  const { id: _, ...rest } = certificate
  expect(certificateId(rest)).toBe(certificate.id)
  expect(certificateId(Object.assign({ id: 'c_000000000000' }, rest))).toBe(certificate.id)
})

test('it changes when anything in the certificate does', () => {
  const places = leaves(certificate).filter(([first]) => first !== 'id')
  expect(places.length).toBeGreaterThan(50)
  const ids = places.map((place) => certificateId(changedAt(certificate, place) as Certificate))
  expect(new Set([certificate.id, ...ids]).size).toBe(places.length + 1)
})

test('neither the order of keys nor a way to a file and back changes it', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (places) => {
      const shuffled = shuffledKeys(certificate, () => places.next().value ?? 0)
      expect(certificateId(shuffled as Certificate)).toBe(certificate.id)
      const read = Certificate.parse(JSON.parse(JSON.stringify(shuffled, null, 2)))
      expect(certificateId(read)).toBe(certificate.id)
    }),
    { numRuns: 50, seed: 20261127 },
  )
})
