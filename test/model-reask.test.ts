import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { configuration } from '../src/app.ts'
import type { Scorecard } from '../src/domain/scorecard.ts'
import { manyConversations } from './conversations.ts'
import { startProvider } from './fakes/provider.ts'
import { judgedIn, readRequest } from './llm-helpers.ts'
import { openMemory, openModelDay } from './model-day.ts'

const DAY = manyConversations(40)
const fake = async () => {
  const provider = await startProvider()
  onTestFinished(() => provider.close())
  return provider
}

test('editing the prompt of one language asks all conversations in it again, and no other', async () => {
  const provider = await fake()
  const store = await openMemory()
  const promptsFolder = mkdtempSync(join(tmpdir(), 'touchstone-prompts-'))
  cpSync(configuration({ env: {} }).promptsFolder, promptsFolder, { recursive: true })
  const day = () => openModelDay(store, provider, { promptsFolder })
  await (await day()).grade(DAY)
  const first = provider.requests.map(readRequest)
  const english = DAY.filter(({ language }) => language === 'en').length
  expect(english).toBeGreaterThan(0)
  expect(first).toHaveLength(40)

  const file = join(promptsFolder, 'judge/en.md')
  const prompt = readFileSync(file, 'utf8')
  writeFileSync(file, prompt.replace('You grade customer-service', 'You grade these customer-service'))
  const edited = await (await day()).grade(DAY)
  const again = provider.requests.slice(40).map(readRequest)
  expect(again).toHaveLength(english)
  for (const { stable } of again) expect(stable).toContain('You grade these customer-service')
  // Whole: the same questions about the same conversations.
  const questions = (asked: typeof first) =>
    asked.map(({ varying, schema }) => `${varying}\n${schema}`).sort()
  for (const question of questions(again)) expect(questions(first)).toContain(question)
  expect(edited).toHaveLength(40)

  await (await day()).grade(DAY)
  expect(provider.requests).toHaveLength(40 + english)
})

test('editing an act asks the criteria again that reason over it, and no other', async () => {
  const provider = await fake()
  const store = await openMemory()
  const first = await (await openModelDay(store, provider)).grade(DAY)
  const whole = provider.requests.length
  const edit = (scorecard: Scorecard): Scorecard => {
    const { empathy } = scorecard.acts
    if (scorecard.id !== 'aftersales-chat' || empathy === undefined) return scorecard
    return { ...scorecard, acts: { ...scorecard.acts, empathy: { ...empathy, means: `${empathy.means}。` } } }
  }
  const second = await (await openModelDay(store, provider, { edit })).grade(DAY)
  const again = provider.requests.slice(whole).map(readRequest)
  const concerned = first.filter(({ provenance }) => provenance.scorecard.id === 'aftersales-chat')
  expect(concerned.length).toBeGreaterThan(0)
  expect(again).toHaveLength(concerned.length)
  for (const { criteria, asksActs } of again)
    expect({ criteria, asksActs }).toEqual({ criteria: [], asksActs: true })
  const others = (grades: typeof first) => judgedIn(grades).filter(({ by }) => by !== 'steps')
  expect(others(second)).toEqual(others(first))
})

test('editing what a provider is not told asks nothing: titles, weights, pass mark', async () => {
  const provider = await fake()
  const store = await openMemory()
  const first = await (await openModelDay(store, provider)).grade(DAY)
  const edit = (scorecard: Scorecard): Scorecard => ({
    ...scorecard,
    passMark: scorecard.passMark - 10,
    sections: scorecard.sections.map((section) => ({
      ...section,
      title: { 'zh-CN': '另一个名字', en: 'Another name' },
      weight: section.weight + 1,
    })),
  })
  const second = await (await openModelDay(store, provider, { edit })).grade(DAY)
  expect(provider.requests).toHaveLength(40)
  expect(judgedIn(second)).toEqual(judgedIn(first))
  // Grades of their own all the same: the scorecard is another.
  for (const [at, { id, usage }] of second.entries()) {
    expect(id).not.toBe(first[at]?.id)
    expect(usage.requests).toBe(0)
  }
})
