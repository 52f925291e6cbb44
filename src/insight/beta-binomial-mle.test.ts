import fc from 'fast-check'
import { expect, test } from 'vitest'
import { betaBinomialMle, type Tally } from './beta-binomial-mle.ts'

const tallies = (...pairs: [hits: number, n: number][]): Tally[] => pairs.map(([hits, n]) => ({ hits, n }))

test('two agents of two conversations, one with no hit and one with one, differ no more than chance', () => {
  // Mean 1/4; the pairs seen are 0 of 2 and 1 of 2, and a spread makes 1 of 2 rarer.
  const { alpha, beta, bound } = betaBinomialMle(tallies([0, 2], [1, 2]))
  expect(bound).toBe('no_overdispersion')
  expect((alpha ?? 0) + (beta ?? 0)).toBeCloseTo(1e6, 3)
  expect((alpha ?? 0) / 1e6).toBeCloseTo(0.25, 5)
})

test('agents who differ only as chance makes them share one rate: the pooled one', () => {
  // 10 of 100, 20 of 200, 30 of 300: 60/600
  const { alpha, bound } = betaBinomialMle(tallies([10, 100], [20, 200], [30, 300]))
  expect(bound).toBe('no_overdispersion')
  expect((alpha ?? 0) / 1e6).toBeCloseTo(0.1, 6)
})

test('agents with all or nothing reach the other bound', () => {
  const { alpha, beta, bound } = betaBinomialMle(tallies([0, 20], [20, 20], [0, 15], [15, 15]))
  expect(bound).toBe('all_or_nothing')
  // By symmetry the mean is 1/2 of α + β = 0.01.
  expect(alpha).toBeCloseTo(0.005, 8)
  expect(beta).toBeCloseTo(0.005, 8)
})

test('twelve agents of two conversations have an optimum that can be worked out by hand', () => {
  // 0, 1 and 2 hits of 2, five, two and five times, mean 1/2: with s = 1/(α + β) the likelihood is
  // [(1/2)(1/2 + s)/(1 + s)]^10 · [(1/2)²/(1 + s)]^2, and 10/(1/2 + s) = 12/(1 + s) gives s = 2, so α = β = 1/4.
  const fit = betaBinomialMle([
    ...Array.from({ length: 5 }, () => ({ hits: 0, n: 2 })),
    ...Array.from({ length: 2 }, () => ({ hits: 1, n: 2 })),
    ...Array.from({ length: 5 }, () => ({ hits: 2, n: 2 })),
  ])
  expect(fit.alpha).toBeCloseTo(0.25, 8)
  expect(fit.beta).toBeCloseTo(0.25, 8)
  expect(fit.loglik).toBeCloseTo(10 * Math.log((0.5 * 2.5) / 3) + 2 * Math.log(0.25 / 3), 8)
})

test('agents without conversations change nothing', () => {
  const some = tallies([1, 40], [9, 30], [0, 35])
  expect(betaBinomialMle([...some, { hits: 0, n: 0 }])).toEqual(betaBinomialMle(some))
})

test.each([
  [tallies(), 'too_few_agents'],
  [tallies([3, 9]), 'too_few_agents'],
  [tallies([3, 9], [0, 0]), 'too_few_agents'],
  [tallies([0, 9], [0, 4]), 'no_hits'],
  [tallies([9, 9], [4, 4]), 'only_hits'],
  [tallies([1, 1], [0, 1]), 'no_repeats'],
])('%j has no distribution over agents: %s', (agents, reason) => {
  expect(betaBinomialMle(agents)).toEqual({ alpha: null, beta: null, loglik: null, bound: null, reason })
})

test('counting passes in place of fails swaps α and β', () => {
  const tally = fc
    .integer({ min: 0, max: 60 })
    .chain((n) => fc.record({ hits: fc.nat(n), n: fc.constant(n) }))
  fc.assert(
    fc.property(fc.array(tally, { minLength: 2, maxLength: 12 }), (agents): void => {
      const fails = betaBinomialMle(agents)
      const passes = betaBinomialMle(agents.map(({ hits, n }) => ({ hits: n - hits, n })))
      expect(passes.reason === null).toBe(fails.reason === null)
      if (fails.alpha === null || fails.beta === null) return
      expect((passes.beta ?? 0) / fails.alpha).toBeCloseTo(1, 4)
      expect((passes.alpha ?? 0) / fails.beta).toBeCloseTo(1, 4)
    }),
    { seed: 7, numRuns: 60 },
  )
})

test('more fails than conversations are refused', () => {
  expect(() => betaBinomialMle(tallies([1, 2], [3, 2]))).toThrow('agent 1: 3 of 2')
})
