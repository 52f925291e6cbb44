import { describe, expect, test } from 'vitest'
import { chooseScorecard } from '../../domain/choose-scorecard.ts'
import { Finding } from '../../domain/finding.ts'
import { Marks } from '../../domain/marks.ts'
import type { JudgedCriterion, Scorecard } from '../../domain/scorecard.ts'
import type { Transcript } from '../../domain/transcript.ts'
import { readEvalSet } from '../../files/read-eval-set.ts'
import { type Spoken, transcriptOf } from './testing/reading-of.ts'
import {
  judgedOf,
  judgeOf,
  setsFolder,
  shipped,
  shippedBytes,
  shippedScorecards,
} from './testing/shipped-judge.ts'
import { decodeWeights } from './weights.ts'

const model = decodeWeights(shippedBytes())
const judge = judgeOf(model)
const TEN = model.criteria.map(({ criterion }) => criterion)
const { set } = await readEvalSet(`${setsFolder}/service-v1`)
const transcripts = set.conversations.map(({ transcript }) => transcript)

function cardFor(transcript: Transcript): Scorecard {
  const card = chooseScorecard(shippedScorecards, transcript)
  if (card === null) throw new Error(`no scorecard fits ${transcript.id}`)
  return card
}

/** The findings on a shipped scorecard's ten criteria that the judge was trained on, in the form's order. */
async function findingsOf(transcript: Transcript, card = cardFor(transcript)): Promise<Finding[]> {
  const asked = judgedOf(card).filter(({ id }) => TEN.includes(id))
  return (await judge.judge(transcript, asked, card.acts)).findings
}

const EVASIVE: Spoken[] = [
  ['customer', '快递三天没动了，急着用，你们怎么回事！'],
  ['agent', '这是快递的问题，您自己去问快递。'],
  ['customer', '我问过了没人理，你们不能帮我查一下吗？'],
  ['agent', '不能。'],
]

describe('what it is able to decide', () => {
  const card = shipped('general-zh-CN')
  const transcript = transcriptOf(EVASIVE)
  const criterionOf = (id: string): JudgedCriterion => {
    const found = judgedOf(card).find((one) => one.id === id)
    if (found === undefined) throw new Error(`${id} is not on the form`)
    return found
  }
  const ask = async (criterion: JudgedCriterion, acts = card.acts) => {
    const [finding] = (await judge.judge(transcript, [criterion], acts)).findings
    return [finding?.verdict, finding?.reason]
  }
  const NOT_ABLE = ['unscored', 'judge_not_able']

  test.each(shippedScorecards.map(({ id }) => id))('all ten criteria as %s words them', async (id) => {
    const findings = await findingsOf(transcript, shipped(id))
    expect(findings.map(({ criterion }) => criterion).toSorted()).toEqual(TEN.toSorted())
    expect(findings.filter(({ verdict }) => verdict === 'unscored')).toEqual([])
  })

  test('one word of the question changed, and it is another question', async () => {
    const criterion = criterionOf('no_blame_shifting')
    if (criterion.by !== 'judgment') throw new Error('not a judgment')
    expect((await ask(criterion))[1]).toBeNull()
    expect(await ask({ ...criterion, asks: criterion.asks.replace(/客服|客户/, '我们') })).toEqual(NOT_ABLE)
    expect(await ask({ ...criterion, examples: criterion.examples?.slice(1) })).toEqual(NOT_ABLE)
    expect(await ask({ ...criterion, fail: `${criterion.fail}！` })).toEqual(NOT_ABLE)
  })

  test('its weight and its title are no part of the question', async () => {
    const criterion = { ...criterionOf('no_blame_shifting'), title: { 'zh-CN': '别推', en: 'x' }, weight: 99 }
    expect((await ask(criterion))[1]).toBeNull()
  })

  test('steps whose acts mean something else are another question', async () => {
    const criterion = criterionOf('empathy_before_explanation')
    if (criterion.by !== 'steps') throw new Error('not by steps')
    const changed = (act: string) => {
      const one = card.acts[act]
      if (one === undefined) throw new Error(`${act} is no act`)
      return { ...card.acts, [act]: { ...one, means: `${one.means}等` } }
    }
    expect((await ask(criterion))[1]).toBeNull()
    expect(await ask(criterion, changed('empathy'))).toEqual(NOT_ABLE)
    expect(await ask({ ...criterion, require: criterion.require.toReversed() })).toEqual(NOT_ABLE)
    // An act that this order does not name may mean anything.
    expect((await ask(criterion, changed('guarantee')))[1]).toBeNull()
  })

  test('a criterion that nobody trained it on', async () => {
    const own: JudgedCriterion = {
      id: 'calls_by_name',
      by: 'judgment',
      asks: '叫了客户的名字吗？',
      weight: 1,
    }
    expect(await ask(own)).toEqual(NOT_ABLE)
    expect(await ask({ ...own, id: 'no_blame_shifting' })).toEqual(NOT_ABLE)
  })

  test('a criterion that it decides no better than guessing says so instead of guessing', async () => {
    const weak = judgeOf({
      ...model,
      criteria: model.criteria.map((one) => ({ ...one, able: one.criterion !== 'respectful_tone' })),
    })
    const { findings } = await weak.judge(transcript, judgedOf(card), card.acts)
    const reasons = new Map(findings.map(({ criterion, reason }) => [criterion, reason]))
    expect(reasons.get('respectful_tone')).toBe('judge_not_able')
    expect(reasons.get('no_blame_shifting')).toBeNull()
  })

  test('where no agent speaks nothing can be told', async () => {
    const alone = transcriptOf([
      ['customer', '有人吗？'],
      ['bot', '请稍候'],
      ['agent', '客户在催', { visibility: 'internal' }],
    ])
    const { findings, marks } = await judge.judge(alone, [criterionOf('no_overpromise')], card.acts)
    expect(findings.map(({ reason, evidence }) => [reason, evidence])).toEqual([['judge_cannot_tell', []]])
    expect(marks).not.toBeNull()
  })
})

describe('findings', () => {
  test('come in the order asked, each as often as it is asked', async () => {
    const [transcript] = transcripts
    if (transcript === undefined) throw new Error('no conversation')
    const card = cardFor(transcript)
    const asked = judgedOf(card).toReversed()
    const twice = [...asked, ...asked.slice(0, 2)]
    const { findings } = await judge.judge(transcript, twice, card.acts)
    expect(findings.map(({ criterion }) => criterion)).toEqual(twice.map(({ id }) => id))
    expect((await judge.judge(transcript, [], card.acts)).findings).toEqual([])
  })

  test('an evasive agent who blames the courier fails, where he does', async () => {
    const findings = await findingsOf(
      transcriptOf(EVASIVE, { agent: { id: 'a-7' } }),
      shipped('general-zh-CN'),
    )
    const blame = findings.find(({ criterion }) => criterion === 'no_blame_shifting')
    expect(blame).toMatchObject({ verdict: 'fail', score: 0, agentId: 'a-7', standing: 'uncertified' })
    expect(blame?.evidence[0]).toMatchObject({ turn: 2, quote: '这是快递的问题，您自己去问快递。' })
    expect(blame?.rationale).toMatch(/^把责任或该做的事推给了别人，见第 2 句（概率 \d+%）$/)
  })

  test('140 conversations: quotes stand verbatim, fails have one to three places, all is in bounds', async () => {
    expect(transcripts).toHaveLength(140)
    const seen = new Set<string>()
    for (const transcript of transcripts) {
      for (const finding of await findingsOf(transcript)) {
        expect(Finding.safeParse(finding).success).toBe(true)
        const { verdict, evidence, agentId, confidence, rationale, score } = finding
        seen.add(verdict)
        expect(score).toBe(verdict === 'pass' ? 1 : verdict === 'fail' ? 0 : null)
        if (verdict === 'fail') {
          expect(evidence.length).toBeGreaterThanOrEqual(1)
          expect(rationale).not.toBe('')
        }
        expect(evidence.length).toBeLessThanOrEqual(3)
        expect(confidence.raw).toBeGreaterThan(0)
        expect(confidence.raw).toBeLessThanOrEqual(1)
        const [first] = evidence
        const speaker = transcript.turns.find(({ id }) => id === first?.turn)
        expect(agentId).toBe(first === undefined ? null : (speaker?.agentId ?? transcript.agent?.id ?? null))
        for (const { turn, start, end, quote } of evidence) {
          const said = transcript.turns.find(({ id }) => id === turn)
          if (quote === null) continue
          expect(said?.role).toBe('agent')
          expect(said?.text.slice(start ?? Number.NaN, end ?? Number.NaN)).toBe(quote)
          expect(quote.length).toBeGreaterThan(0)
          expect(quote.length).toBeLessThanOrEqual(120)
        }
      }
    }
    expect(seen).toEqual(new Set(['pass', 'fail', 'not_applicable']))
  })

  test('the evidence of one agent of several is that agent’s', async () => {
    const lines: Spoken[] = [
      ['customer', '快递三天没动了'],
      ['agent', '稍等，我给您查一下，今天六点前回复您。', { agentId: 'a-1' }],
      ['customer', '到底怎么样了？'],
      ['agent', '这是快递的问题，您自己去问快递。', { agentId: 'a-2' }],
    ]
    const findings = await findingsOf(transcriptOf(lines, { agent: { id: 'a-1' } }), shipped('general-zh-CN'))
    const blame = findings.find(({ criterion }) => criterion === 'no_blame_shifting')
    expect([blame?.evidence[0]?.turn, blame?.agentId]).toEqual([4, 'a-2'])
  })

  test('the same conversation gets the same findings, whatever was judged in between', async () => {
    const few = transcripts.slice(0, 12)
    const first = await Promise.all(few.map((one) => findingsOf(one)))
    const again = await Promise.all(few.toReversed().map((one) => findingsOf(one)))
    expect(again.toReversed()).toEqual(first)
    expect(await Promise.all(few.map((one) => findingsOf(structuredClone(one))))).toEqual(first)
  })

  test('internal notes and what bots say change nothing', async () => {
    const plain = await findingsOf(transcriptOf(EVASIVE), shipped('general-zh-CN'))
    const noted = await findingsOf(
      transcriptOf([
        ...EVASIVE,
        ['agent', '这客户真烦，骗他保证明天到', { visibility: 'internal' }],
        ['bot', '请为本次服务评分'],
      ]),
      shipped('general-zh-CN'),
    )
    expect(noted).toEqual(plain)
  })
})

describe('hostile conversations', () => {
  const texts: [string, string][] = [
    ['nothing', ''],
    ['spaces', ' \n\t\u3000'.repeat(30)],
    ['100,000 characters', '快递公司的问题请自己去问'.repeat(8333)],
    ['one word of 100,000 letters', 'x'.repeat(100_000)],
    ['100,000 question marks', '?'.repeat(100_000)],
    ['100,000 numbers', '7 '.repeat(50_000)],
    ['lone surrogates', '\ud83d退\udc00\ud800'.repeat(40)],
    ['only emoji', '😀🙏👍🏽'.repeat(60)],
    ['zero-width characters', '\u200b自\u200b己\u200d去\ufeff问\u2060'.repeat(30)],
    ['nothing but zero-width characters', '\u200b\u200d\ufeff'.repeat(60)],
    ['writing from right to left', '\u202eשלום، مرحبا\u202c '.repeat(20)],
    ['control characters', '\u0000\u0007\u001b[31m'.repeat(30)],
    ['names of properties', '__proto__ constructor toString hasOwnProperty'],
  ]

  const WORDLESS = new Set(['nothing', 'spaces', 'nothing but zero-width characters'])

  test.each(texts)('%s', async (name, text) => {
    const transcript = transcriptOf([
      ['customer', text],
      ['agent', text],
      ['customer', text],
      ['agent', text],
    ])
    const findings = await findingsOf(transcript, shipped('general-zh-CN'))
    expect(findings).toHaveLength(10)
    for (const finding of findings) {
      expect(Finding.safeParse(finding).success).toBe(true)
      // Where the agent says nothing, there is nothing to judge.
      expect(finding.reason).toBe(WORDLESS.has(name) ? 'judge_cannot_tell' : null)
      for (const { turn, start, end, quote } of finding.evidence) {
        expect(quote).not.toBe('')
        if (quote !== null) expect(transcript.turns[turn - 1]?.text.slice(start ?? -1, end ?? -1)).toBe(quote)
      }
    }
    const { marks } = await judge.judge(transcript, [], {})
    expect(Marks.safeParse(marks).success).toBe(true)
  })

  test('2,000 turns', async () => {
    const long = transcriptOf(
      Array.from({ length: 2000 }, (_, at): Spoken => {
        const text = `第${at}句：退款${at % 17}天到，您自己看页面？`
        return [at % 2 === 0 ? 'customer' : 'agent', text]
      }),
    )
    const findings = await findingsOf(long, shipped('general-zh-CN'))
    expect(findings.map(({ reason }) => reason)).toEqual(findings.map(() => null))
    for (const { evidence } of findings)
      for (const { turn, quote } of evidence)
        if (quote !== null) expect(long.turns[turn - 1]?.text).toContain(quote)
  })

  test('one turn only, of either side', async () => {
    for (const role of ['agent', 'customer']) {
      const findings = await findingsOf(transcriptOf([[role, '好']]), shipped('general-zh-CN'))
      expect(new Set(findings.map(({ reason }) => reason))).toEqual(
        new Set([role === 'agent' ? null : 'judge_cannot_tell']),
      )
    }
  })
})
