import { expect, test } from 'vitest'
import { checkCase } from './check-case.ts'
import { GoldenFile } from './golden-case.ts'
import golden from './stats.json' with { type: 'json' }

const { cases } = GoldenFile.parse(golden)

test.each(cases.map((one) => [one.id, one] as const))('golden case %s', (_, one) => {
  expect(checkCase(one)).toEqual([])
})
