import { expect, test } from 'vitest'
import type { Certificate } from '../domain/certificate.ts'
import { certificateOf, certifiedOf } from '../domain/testing/certificate-of.ts'
import { certificatesToHold, type Holding } from './certificates-to-hold.ts'

function of(name: string, judge: string, { model = 'small', at = '2026-03-01' } = {}): Certificate {
  const { set } = certificateOf()
  return certificateOf({
    at: `${at}T00:00:00.000Z`,
    set: { ...set, name },
    judge: { judge, model, promptHash: null, params: {} },
  })
}

const shipped = of('service', 'builtin', { model: 'w1' })
const june = of('june', 'openai')
const older = of('june', 'openai', { at: '2026-01-01', model: 'large' })
const builtIn = of('june', 'builtin', { model: 'w1', at: '2026-05-01' })
const all = [shipped, older, june, builtIn]

function hold(certificates: readonly Certificate[], holding: Partial<Holding> = {}) {
  const { held, others } = certificatesToHold(certificates, {
    ...{ kind: 'openai', flag: 'openai:tiny', sets: [], id: null, anyJudge: false },
    ...holding,
  })
  const ids = (some: readonly Certificate[]) => some.map(({ id }) => id)
  return { held: ids(held), others: ids(others) }
}

test('a judge is held against the newest certificate of its own kind, whatever the model', () => {
  expect(hold(all)).toEqual({ held: [june.id], others: [shipped.id] })
  expect(hold(all, { kind: 'builtin', flag: 'builtin' })).toEqual({
    held: expect.arrayContaining([shipped.id, builtIn.id]),
    others: [],
  })
  expect(hold(all, { sets: [{ name: 'june', as: './june' }] })).toEqual({ held: [june.id], others: [] })
})

test('a newer certificate of one criterion lets no other go unheld', () => {
  const [wide, narrow] = [
    certificateOf({ ...older, criteria: [certifiedOf(), certifiedOf({ criterion: 'owns' })] }),
    certificateOf({ ...june, criteria: [certifiedOf()] }),
  ]
  const { held } = certificatesToHold([wide, narrow], {
    ...{ kind: 'openai', flag: 'openai:tiny', sets: [], id: null, anyJudge: false },
  })
  expect(held.map(({ id, criteria }) => [id, criteria.map(({ criterion }) => criterion)])).toEqual([
    [narrow.id, ['tone']],
    [wide.id, ['owns']],
  ])
})

test('against another kind of judge it is held only where somebody says so', () => {
  expect(hold(all, { anyJudge: true })).toEqual({
    held: expect.arrayContaining([shipped.id, june.id, builtIn.id]),
    others: [],
  })
  expect(hold(all, { id: shipped.id })).toEqual({ held: [shipped.id], others: [] })
})

test('a judge without a certificate of its own kind is refused with what to do', () => {
  const only = `${shipped.id} of service (builtin)`
  const todo = 'certify it first (`touchstone eval certify'
  expect(() => hold([shipped])).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message: `there is no certificate of the judge openai, only ${only}: ${todo} SET --judge openai:tiny --by NAME --why TEXT\`), name the judge that is certified with --judge, or hold this one against another's with --any-judge or --certificate ID`,
    }),
  )
  // The certificate of june holds nothing of the other set that was named.
  const sets = ['june', 'service'].map((name) => ({ name, as: `./${name}` }))
  expect(() => hold([shipped, june], { sets })).toThrow(
    `there is no certificate of the set "service" of the judge openai, only ${only}: ${todo} ./service --judge openai:tiny`,
  )
})

test('a set that nothing is certified on is named, with the certificates there are', () => {
  expect(() => hold([june], { sets: [{ name: 'july', as: 'sets/july/' }] })).toThrow(
    `there is no certificate of the set "july"; \`touchstone eval certify\` writes one (there are ${june.id} of june (openai))`,
  )
  expect(() => hold([])).toThrow(
    'there is no certificate; `touchstone eval certify` writes one (there are none)',
  )
})

test('a certificate that is not there, or of another set than the one named, is refused', () => {
  expect(() => hold([june], { id: 'c_0' })).toThrow(
    `there is no certificate "c_0"; there are ${june.id} of june (openai)`,
  )
  expect(() => hold(all, { id: june.id, sets: [{ name: 'may', as: './may' }] })).toThrow(
    `${june.id} is of the set june, not of may`,
  )
})

test('without a judge there is nothing to hold', () => {
  expect(() => hold(all, { kind: 'none', flag: 'none', anyJudge: true })).toThrow(
    'without a judge there is nothing to hold; name one with --judge',
  )
})
