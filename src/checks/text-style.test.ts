import { expect, test } from 'vitest'
import { assessWith, conversationOf } from './testing/conversation-of.ts'
import { textStyle } from './text-style.ts'

const assess = (styles: (object | undefined)[], params: object = {}) =>
  assessWith(
    textStyle,
    params,
    conversationOf(styles.map((style) => ['agent', '您好', undefined, style === undefined ? {} : { style }])),
  )

test('one style passes, however a colour is written and whatever turns carry none', () => {
  expect(assess([{ color: '#F60' }, undefined, { color: '#ff6600' }]).verdict).toBe('pass')
})

test('the first turn that differs is pointed at', () => {
  expect(assess([{ sizePx: 14 }, { sizePx: 14 }, { sizePx: 16 }])).toMatchObject({
    verdict: 'fail',
    evidence: [{ turn: 3 }],
  })
  expect(assess([{ sizePx: 14 }, { sizePx: 16 }], { sizes: 2 }).verdict).toBe('pass')
})

test('without any style there is nothing to score', () => {
  expect(assess([undefined, {}])).toMatchObject({ verdict: 'unscored', reason: 'missing_field' })
})
