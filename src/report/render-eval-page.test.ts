import { expect, test } from 'vitest'
import { type EvaluateOptions, evaluate } from '../calibrate/evaluate.ts'
import type { EvalSet, Label, LabelledConversation, LabelVerdict } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import { findingOf } from '../domain/testing/finding-of.ts'
import { evalPageTextEn } from './eval-page-text.en.ts'
import { evalPageTextZhCn } from './eval-page-text.zh-CN.ts'
import { renderEvalPage } from './render-eval-page.tsx'

const HOSTILE = '</style></script><script>alert(1)</script><img src=x onerror=y>\u202E\u0000\uD800 "\'&'
const SAID = 'please wait here'

interface World {
  labelledBy?: EvalSet['labelledBy']
  test?: EvalSet['test']
  side?: 'tune' | 'holdout'
  turns?: number
  said?: string
  id?: string
  criteria?: string[]
  confidence?: number | null
  language?: 'zh-CN' | 'en'
  verdicts?: [people: LabelVerdict, judge: Finding['verdict'], n: number][]
}

/** 5 passes and 4 fails in agreement, and 3 that the judge fails and people pass, unless said otherwise. */
async function pageOf(world: World = {}): Promise<string> {
  const {
    labelledBy = 'people',
    said = SAID,
    id = 'c',
    criteria = ['tone'],
    turns = 20,
    language = 'en',
  } = world
  const {
    verdicts = [
      ['pass', 'pass', 5],
      ['fail', 'fail', 4],
      ['pass', 'fail', 3],
    ] as const,
  } = world
  const cases = verdicts.flatMap(([people, judge, n]) => Array.from({ length: n }, () => ({ people, judge })))
  const conversations = cases.map(({ people }, at): LabelledConversation => {
    const label: Label = { verdict: people, turns: [12], confidence: null, note: said }
    const all = Array.from({ length: turns }, (_, turn) => ({
      id: turn + 1,
      role: 'agent' as const,
      text: said,
    }))
    return {
      transcript: { id: `${id}${at}`, channel: 'chat', language: 'en', turns: all },
      group: `${id}${at}`,
      labels: Object.fromEntries(criteria.map((one) => [one, { [`${id}-rater`]: label, bob: label }])),
      acts: null,
      ...(world.side && { side: world.side }),
    }
  })
  const set: EvalSet = {
    ...{ name: `${id}-set`, title: null, labelledBy, purpose: 'measure', test: world.test ?? 'none' },
    ...{ scorecards: [], raters: ['bob', `${id}-rater`], conversations },
  }
  const findings = new Map(
    cases.map(({ judge }, at) => [`${id}${at}`, criteria.map((one) => judgedAs(one, judge, said, world))]),
  )
  const options: EvaluateOptions = {
    judge: { judge: `${id}-judge`, model: 'm1', promptHash: 'abc123', params: { temperature: 0 } },
    part: world.side ?? 'all',
    titles: new Map([['tone', { 'zh-CN': '语气尊重', en: 'Respectful tone' }]]),
    replicates: 100,
  }
  const report = evaluate(set, findings, options)
  const byId = new Map(conversations.map(({ transcript }) => [transcript.id, transcript]))
  const facts = { scorecards: [], generatedAt: '2026-06-17T00:00:00.000Z', software: 'touchstone test' }
  const pieces: string[] = []
  for await (const piece of renderEvalPage(report, { language, conversations: byId, ...facts }))
    pieces.push(piece)
  return pieces.join('')
}

function judgedAs(criterion: string, verdict: Finding['verdict'], said: string, world: World): Finding {
  return findingOf({
    ...{ criterion, verdict, rationale: said },
    reason: verdict === 'unscored' ? 'provider_error' : null,
    evidence: [{ turn: 3, start: 7, end: 11, quote: said.slice(7, 11) }],
    confidence: { raw: world.confidence === undefined ? 0.9 : world.confidence, calibrated: null },
  })
}

test('a disagreement shows the conversation with the judge’s quote and the raters’ turn marked, each in words too', async () => {
  const html = await pageOf()
  expect(html).toMatch(/<li class="judged">.*?<bdi>please <mark><bdi>wait<\/bdi><\/mark> here<\/bdi>/)
  expect(html).toMatch(/<li class="rated">.*?raters c-rater, bob/)
  expect(html).toContain('confidence 0.90')
  // Turns 3 and 12 with two around them are shown: 6–9 and 15–20 are folded.
  expect(html).toContain('>turns 6–9 (4)</summary>')
  expect(html).toContain('>turns 15–20 (6)</summary>')
})

test('a cell of the matrix where they part leads to its disagreements', async () => {
  const html = await pageOf()
  expect(html).toContain('<a href="#k-1-pass-fail" aria-label="show the 3">3</a>')
  expect(html).toContain('id="k-1-pass-fail"')
})

test('every block of figures says who labelled it', async () => {
  for (const labelledBy of ['people', 'models', 'unknown'] as const) {
    const html = await pageOf({ labelledBy })
    const blocks = html.match(/<p class="labelled">[^<]*/g) ?? []
    expect(blocks.length).toBeGreaterThanOrEqual(9)
    expect(new Set(blocks)).toEqual(
      new Set([`<p class="labelled">${evalPageTextEn[`labels.${labelledBy}`]}`]),
    )
  }
  expect(await pageOf({ labelledBy: 'models' })).toContain('which is no human ceiling')
})

test('hostile text is shown, and does nothing', async () => {
  const html = await pageOf({ said: HOSTILE, id: '<b>"id', criteria: ['tone', '<i>criterion'] })
  expect(html).not.toMatch(/<script|<img|<b>"id|<i>criterion/)
  for (const character of ['\u202E', '\u0000', '\uD800']) expect(html).not.toContain(character)
  expect(html).toContain('‹U+202E›␀\uFFFD')
  expect(html.isWellFormed()).toBe(true)
})

test('the page asks for nothing from elsewhere, and its links lead somewhere on it', async () => {
  const html = await pageOf({ criteria: ['tone', 'care'] })
  expect(html).toContain('default-src &#39;none&#39;')
  expect(html).not.toMatch(/<(script|link|iframe|object)|url\(|(src|href)="(?!#)|style="/)
  const ids = new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id))
  const targets = Array.from(html.matchAll(/href="#([^"]+)"/g), ([, id]) => id)
  expect(targets.filter((id) => !ids.has(id))).toEqual([])
})

test('a conversation that parts them on two criteria has its far turns on the page once', async () => {
  const html = await pageOf({ criteria: ['tone', 'care'] })
  expect(html.match(/<summary lang="en">turns 15–20 \(6\)/g)).toHaveLength(3)
  expect(
    html.match(/<a href="#k-1-c-\d-turns">turns 15–20 \(6\): where this conversation is shown first/g),
  ).toHaveLength(3)
})

test('disagreements of a holdout are withheld, and the page says why and shows no turn', async () => {
  const html = await pageOf({ test: 'split', side: 'holdout' })
  expect(html).toContain('3 disagreements are withheld')
  expect(html).not.toContain('<li class="judged">')
})

test('without a confidence there is no diagram, and the page says so', async () => {
  const html = await pageOf({ confidence: null })
  expect(html).toContain('No confidence given')
  expect(html).not.toContain('class="reliability"')
})

test('what was not scored is told with its reason and what it could change', async () => {
  const html = await pageOf({
    verdicts: [
      ['pass', 'pass', 6],
      ['fail', 'fail', 2],
      ['fail', 'unscored', 2],
    ],
  })
  // 8 of 8 agree; of 10, between 8 and all.
  expect(html).toContain('2 unscored and not compared: the provider failed 2.')
  expect(html).toContain('Agreement would be 80% if all of them were wrong, 100% if all were right')
})

test('a turn of 100,000 characters is folded, and the page says by how much', async () => {
  const html = await pageOf({ said: '长'.repeat(100_000), turns: 3, verdicts: [['pass', 'fail', 2]] })
  expect(html).toContain('99,000 characters more')
})

test('the same evaluation gives the same page in either language, with nothing left unfilled', async () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const html = await pageOf({ language, labelledBy: 'models' })
    expect(await pageOf({ language, labelledBy: 'models' })).toBe(html)
    expect(html).toContain(`<html lang="${language}">`)
    expect(html).not.toMatch(/NaN|undefined|null|\{\w+\}(?![^<]*<\/style>)/)
  }
})

test('a criterion is named in the language of the page, and in the other beside it', async () => {
  expect(await pageOf({ language: 'zh-CN' })).toMatch(
    /<h2><bdi>语气尊重<\/bdi><span class="other" lang="en"><bdi>Respectful tone/,
  )
})

test('nothing compared leaves a page that says so', async () => {
  const html = await pageOf({ verdicts: [['pass', 'unscored', 3]] })
  expect(html).toContain('there is nothing to compare')
})

test('both languages have the same places to fill in', () => {
  const places = (text: string) => Array.from(new Set(text.match(/\{\w+\}/g))).sort()
  for (const [key, english] of Object.entries(evalPageTextEn))
    expect([key, places(evalPageTextZhCn[key as keyof typeof evalPageTextEn])]).toEqual([
      key,
      places(english),
    ])
})
