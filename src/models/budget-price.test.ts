import { expect, test } from 'vitest'
import { refuseUnpricedBudget } from './budget-price.ts'
import { pricesOf } from './testing/prices-of.ts'

const MODEL = { provider: 'openai', model: 'm', via: 'live' } as const

test('a budget for a model without a price is refused, and says what would help', () => {
  expect(() => refuseUnpricedBudget(5, pricesOf(), { ...MODEL, model: 'other' })).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message:
        'a budget needs a price, and none is known for openai:other; add one to a file of prices, or leave the budget out',
    }),
  )
})

test('so is one for batches whose price is not known', () => {
  expect(() => refuseUnpricedBudget(5, pricesOf(), { ...MODEL, via: 'batch' })).toThrow(/openai:m in batches/)
})

test('a priced model, and no budget, are fine', () => {
  expect(() => refuseUnpricedBudget(5, pricesOf(), MODEL)).not.toThrow()
  expect(() => refuseUnpricedBudget(null, pricesOf(), { ...MODEL, model: 'other' })).not.toThrow()
})
