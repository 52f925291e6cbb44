import { expect, test } from 'vitest'
import { checkCase } from './check-case.ts'
import { GoldenCase, GoldenFile } from './golden-case.ts'
import golden from './stats.json' with { type: 'json' }

const cases = GoldenFile.parse(golden).cases.map((one) => GoldenCase.parse(one))

test.each(cases.map((one) => [one.id, one] as const))('golden case %s', (_, one) => {
  expect(checkCase(one)).toEqual([])
})
