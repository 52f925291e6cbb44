import { expect, test } from 'vitest'
import { findKnownExamples } from './find-known-examples.ts'
import { labelledOf } from './testing/labelled-of.ts'

const CHINESE = '这个订单已经超过七天无理由退货的期限了，我们这边没有办法给您退'
const ENGLISH = 'I am sorry, the parcel left our warehouse on Monday and we cannot stop it any more'
const set = {
  conversations: [
    labelledOf('zh', { says: ['什么时候能退', CHINESE] }),
    labelledOf('en', { says: ['Where is it?', ENGLISH] }),
    labelledOf('short', { says: ['您好', '很高兴为您服务'] }),
  ],
}

function known(text: string) {
  return findKnownExamples([{ place: 'here', text }], set).map(({ transcriptId, turn }) => [
    transcriptId,
    turn,
  ])
}

test('a turn’s own words are known, with where they stand and how alike they are', () => {
  expect(findKnownExamples([{ place: 'form: tone.examples[0]', text: CHINESE }], set)).toEqual([
    { place: 'form: tone.examples[0]', transcriptId: 'zh', turn: 2, similarity: 1 },
  ])
})

test.each([
  ['Traditional characters', '這個訂單已經超過七天無理由退貨的期限了，我們這邊沒有辦法給您退'],
  ['other punctuation and spaces', '这个订单 已经超过七天无理由退货的期限了！我们这边没有办法给您退……'],
  ['a part of it', '已经超过七天无理由退货的期限了'],
  ['a word changed', '这个订单已经超过七天无理由退货的期限了，我们这边没有法子给您退'],
  ['numbers put in', '这个订单9912已经超过七天无理由退货的期限了，我们这边没有办法给您退'],
])('nearly a turn’s words are known: %s', (_, text) => {
  expect(known(text)).toEqual([['zh', 2]])
})

test('case, width and full stops do not hide English words', () => {
  expect(known(ENGLISH.toUpperCase())).toEqual([['en', 2]])
  expect(known(`“${ENGLISH.replaceAll(' ', '  ')}.”`)).toEqual([['en', 2]])
  expect(known('Ｉ ａｍ ｓｏｒｒｙ the parcel left our warehouse on Monday')).toEqual([['en', 2]])
})

test('digits that were changed do not make a new example', () => {
  const said = '您的订单 20260612 显示三号仓库已经发货，运单号是 SF1389'
  const numbers = { conversations: [labelledOf('n', { says: ['?', said] })] }
  const changed = said.replace('20260612', '20250101').replace('1389', '7777')
  expect(findKnownExamples([{ place: 'here', text: changed }], numbers)).toHaveLength(1)
})

test('a turn that is quoted within a longer text is known', () => {
  const padded = `例如客服说：“${CHINESE}”。这属于不合格，因为只是拒绝，没有给出任何别的办法，也没有说明可以找谁、什么时候会有答复。`
  expect(padded.length).toBeGreaterThan(2.5 * CHINESE.length)
  expect(known(padded)).toEqual([['zh', 2]])
})

test('phrases that anybody says are not taken from anywhere', () => {
  // Six characters are three runs of four; a greeting of seven may stand in a longer text by chance.
  expect(known('什么时候能退')).toEqual([])
  expect(known('Where is it?')).toEqual([])
  expect(known('开场要有问候，例如“很高兴为您服务”，并报出自己的称呼，再问客户需要什么帮助')).toEqual([])
  expect(known('')).toEqual([])
  expect(known('12345 67890')).toEqual([])
})

test('an example of its own is not known, though it is about the same', () => {
  expect(known('退货期过了，不过您可以走售后维修，我现在就帮您登记，明天下午给您回电')).toEqual([])
  expect(known('The courier has it already, so I will ask them to send it back to us today')).toEqual([])
})

test('an example that stands in several turns is told for each', () => {
  const twice = {
    conversations: [
      labelledOf('a', { says: [CHINESE, CHINESE] }),
      labelledOf('b', { says: ['好', CHINESE] }),
    ],
  }
  const found = findKnownExamples([{ place: 'here', text: CHINESE }], twice)
  expect(found.map(({ transcriptId, turn }) => `${transcriptId}${turn}`)).toEqual(['a1', 'a2', 'b2'])
})
