import { describe, expect, test } from 'vitest'
import { perfunctory } from './perfunctory.ts'
import { assessWith, conversationOf, type Line, type Spoken, spoken } from './testing/conversation-of.ts'

function assessmentOf(lines: Spoken[], params: object = {}, overrides: object = {}) {
  return assessWith(perfunctory, params, spoken(lines, overrides))
}

const FULL = '有的，L码还剩三件，今天能发'

/** One question for each answer, and a last full message that asks for nothing. */
function answered(...answers: string[]): Spoken[] {
  return [
    ...answers.flatMap((answer): Spoken[] => [
      ['customer', '这个有货吗'],
      ['agent', answer],
    ]),
    ['agent', '您慢慢看'],
  ]
}

describe('perfunctory', () => {
  test('full answers pass with a share of 0', () => {
    expect(assessmentOf(answered(FULL, FULL))).toMatchObject({
      verdict: 'pass',
      measure: { value: 0, unit: 'share' },
    })
  })

  test('two minimal answers in a row fail and both are quoted', () => {
    expect(
      assessmentOf([
        ['customer', '有货吗'],
        ['agent', '有'],
        ['customer', '能今天发吗'],
        ['agent', '嗯～'],
        ['customer', '好吧'],
        ['agent', FULL],
      ]),
    ).toMatchObject({
      verdict: 'fail',
      measure: { value: 1, unit: 'share' }, // 2 of 2
      evidence: [
        { turn: 2, quote: '有' },
        { turn: 4, quote: '嗯～' },
      ],
    })
  })

  test('how many in a row fail is a parameter', () => {
    const lines: Spoken[] = [
      ['customer', '有货吗'],
      ['agent', '有'],
      ['customer', '能今天发吗'],
      ['agent', '能'],
      ['customer', '好'],
      ['agent', FULL],
    ]
    expect(assessmentOf(lines, { run: 3 }).verdict).toBe('pass')
    expect(assessmentOf(lines, { run: 2 }).verdict).toBe('fail')
  })

  test('a share of exactly the limit passes, above it fails', () => {
    const oneOfFour: Spoken[] = [
      ['customer', '有货吗'],
      ['agent', '有'],
      ...[1, 2, 3].flatMap((): Spoken[] => [
        ['customer', '多少钱'],
        ['agent', FULL],
      ]),
    ]
    // 1 of 4 = 0.25
    expect(assessmentOf(oneOfFour, { share: 0.25 }).verdict).toBe('pass')
    expect(assessmentOf(oneOfFour, { share: 0.24 }).verdict).toBe('fail')
  })

  test('the share counts from four answered questions on', () => {
    const oneOfThree: Spoken[] = [
      ['customer', '有货吗'],
      ['agent', '有'],
      ['customer', '多少钱'],
      ['agent', FULL],
      ['customer', '包邮吗'],
      ['agent', FULL],
    ]
    expect(assessmentOf(oneOfThree).verdict).toBe('pass')
    expect(assessmentOf(oneOfThree, { minQuestions: 3 }).verdict).toBe('fail') // 1/3 > 0.3
  })

  test('a minimal answer as the last word fails: silence follows', () => {
    const lines: Spoken[] = [
      ['customer', '几点到'],
      ['agent', FULL],
      ['customer', 'will it fit?'],
      ['agent', 'Yes.'],
      ['customer', 'ok…'],
    ]
    expect(assessmentOf(lines)).toMatchObject({
      verdict: 'fail',
      rationale: '1 of 2 answers to questions were minimal, with silence after the last',
      evidence: [{ turn: 4, quote: 'Yes.' }],
    })
  })

  test.each(['Yes', 'OK!', 'yep', 'not sure', '是的。', '沒有', '👌', '有的亲~', '看详情页'])(
    'minimal: %s',
    (text) => {
      expect(
        assessmentOf([
          ['customer', 'is it waterproof?'],
          ['agent', text],
        ]).verdict,
      ).toBe('fail')
    },
  )

  test.each(['3件', '白色', '2点', 'Yes, size M fits', '有的，今天发', '[图片]'])(
    'not minimal: %s',
    (text) => {
      expect(
        assessmentOf([
          ['customer', '有几件？'],
          ['agent', text],
        ]).verdict,
      ).toBe('pass')
    },
  )

  test('a short word followed by the answer is a full answer', () => {
    expect(
      assessmentOf([
        ['customer', '有货吗'],
        ['agent', '在的'],
        ['agent', FULL],
      ]).measure?.value,
    ).toBe(0)
  })

  test('an attachment is an answer', () => {
    const answer: Spoken = ['agent', '有', { attachments: [{ kind: 'image' }] }]
    expect(assessmentOf([['customer', '有图吗'], answer]).verdict).toBe('pass')
  })

  test('a question stays open over the further messages of its run', () => {
    expect(
      assessmentOf([
        ['customer', '有货吗'],
        ['customer', '[图片]'],
        ['agent', '有'],
      ]).verdict,
    ).toBe('fail')
  })

  test('a short word to what is no question is none', () => {
    expect(
      assessmentOf([
        ['customer', '那我明天来拿'],
        ['agent', '好的'],
      ]).verdict,
    ).toBe('not_applicable')
  })

  test('on the phone 嗯 after a statement, or while the customer speaks, is listening', () => {
    const call: Line[] = [
      ['customer', '为什么扣我钱呢？我上个月就停机了。', 0, { endAt: '2026-06-16T10:00:06+08:00' }],
      ['agent', '嗯', 7],
      ['customer', '你们查一下，到底是为什么呢？', 8, { endAt: '2026-06-16T10:00:12+08:00' }],
      ['agent', '是的', 10],
      ['agent', '我查到了，是漫游费', 13],
    ]
    expect(assessWith(perfunctory, {}, conversationOf(call, { channel: 'phone' }))).toMatchObject({
      verdict: 'pass',
      measure: { value: 0, unit: 'share' }, // 0 of 1
    })
  })

  test('on the phone 嗯 to a question just asked is an answer', () => {
    const call: Spoken[] = [
      ['customer', '我停机了。那还扣钱吗？'],
      ['agent', '嗯'],
    ]
    expect(assessmentOf(call, {}, { channel: 'phone' }).verdict).toBe('fail')
  })

  test('neither an internal note nor the bot answers', () => {
    expect(
      assessmentOf([
        ['customer', '有货吗'],
        ['agent', '有', { visibility: 'internal' }],
        ['bot', '有'],
      ]).verdict,
    ).toBe('not_applicable')
  })

  test("a scorecard's own minimal reply counts", () => {
    const lines: Spoken[] = [
      ['customer', '有货吗'],
      ['agent', '自己点链接'],
    ]
    expect(assessmentOf(lines).verdict).toBe('pass')
    expect(assessmentOf(lines, { also: ['自己点链接！'] }).verdict).toBe('fail')
  })

  test('ten thousand questions are read in one pass', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, turn): Spoken => (turn % 2 === 0 ? ['customer', '有货吗'] : ['agent', FULL]),
    )
    const conversation = spoken(lines)
    const started = performance.now()
    assessWith(perfunctory, {}, conversation)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
