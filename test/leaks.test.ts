import { fileURLToPath } from 'node:url'
import { Converter } from 'opencc-js'
import { expect, test } from 'vitest'
import type { EvalSet, LabelledConversation } from '../src/domain/eval-set.ts'
import { findLeaks } from '../src/domain/find-leaks.ts'
import type { Transcript, Turn } from '../src/domain/transcript.ts'
import { readEvalSet } from '../src/files/read-eval-set.ts'
import { refuseLeaks } from '../src/services/refuse-leaks.ts'

const sets = fileURLToPath(new URL('../eval/sets', import.meta.url))
const [{ set: training }, { set: service }] = await Promise.all([
  readEvalSet(`${sets}/training-v1`),
  readEvalSet(`${sets}/service-v1`),
])
const ownIds = service.conversations.map(({ transcript }) => transcript.id)

/** The training set with every conversation of the test set planted in it, under new ids, changed. */
function planted(change: (turns: Turn[], transcript: Transcript) => Turn[]): EvalSet {
  const leaked = service.conversations.map(({ transcript, ...rest }): LabelledConversation => {
    const turns = change(transcript.turns, transcript).map((turn, index) => ({ ...turn, id: index + 1 }))
    return { ...rest, transcript: { ...transcript, id: `planted-${transcript.id}`, turns } }
  })
  return { ...training, conversations: [...training.conversations, ...leaked] }
}

function said(turns: Turn[], say: (text: string, index: number) => string): Turn[] {
  return turns.map((turn, index) => ({ ...turn, text: say(turn.text, index) }))
}

const texts = service.conversations.flatMap(({ transcript }) => transcript.turns.map(({ text }) => text))
const characters = [...new Set(texts.join('').replaceAll('\n', ''))]
const converted = Converter({ from: 'cn', to: 't' })(characters.join('\n')).split('\n')
const toTraditional = new Map(
  characters.map((character, index) => [character, converted[index] ?? character]),
)

function traditional(text: string): string {
  return Array.from(text, (character) => toTraditional.get(character) ?? character).join('')
}

/** Every digit and every name another, each sixth turn gone, each third of the rest in other words. */
function disguise(turns: Turn[], { agent }: Transcript): Turn[] {
  const kept = turns.filter((_, index) => index % 6 !== 5)
  return said(kept, (text, index) => {
    if (index % 3 === 1) return '这一轮换了一种完全不同的说法 this turn now says something else'
    const renamed = agent?.name === undefined ? text : text.replaceAll(agent.name, '阿紫')
    return renamed.replace(/\d/g, (digit) => String((Number(digit) + 3) % 10))
  })
}

test('the training set and the open test set share no conversation', () => {
  expect(findLeaks(training, service)).toEqual([])
  // The two most alike share .084 of the shorter one's shingles: apologies and closings.
  const alike = findLeaks(training, service, 0.05)
  expect(alike[0]?.similarity).toBeLessThan(0.09)
  expect(alike.length).toBeLessThan(20)
})

test.each<[string, (turns: Turn[], transcript: Transcript) => Turn[]]>([
  ['copied as it is', (turns) => turns],
  ['in Traditional characters', (turns) => said(turns, traditional)],
  [
    'in capitals, with other punctuation',
    (turns) => said(turns, (text) => text.toUpperCase().replace(/[，。,.]/g, '；')),
  ],
  ['with names and numbers changed, turns dropped and turns reworded', disguise],
])('a conversation %s is found, and nothing else is', (_name, change) => {
  const leaks = findLeaks(planted(change), service)
  expect(leaks.map(({ a }) => a).sort()).toEqual(ownIds.map((id) => `planted-${id}`).sort())
  expect(leaks.every(({ a, b }) => a === `planted-${b}`)).toBe(true)
})

test('an excerpt of half of the turns is found', () => {
  const leaks = findLeaks(
    planted((turns) => turns.slice(0, Math.ceil(turns.length / 2))),
    service,
  )
  expect(leaks.length).toBe(ownIds.length)
})

test('a script that many conversations of both sets hold makes no leak', () => {
  const script = '您好欢迎光临本店请问有什么可以帮您的吗我们的工作时间是早上九点到晚上九点'
  const scripted = (set: EvalSet) => ({
    conversations: set.conversations.map(({ transcript, ...rest }) => ({
      ...rest,
      transcript: {
        ...transcript,
        turns: said(transcript.turns.slice(0, 3), (text, at) => (at === 0 ? script : text)),
      },
    })),
  })
  expect(findLeaks(scripted(training), scripted(service))).toEqual([])
})

test('756 by 140 conversations are compared in less than three seconds', () => {
  const start = performance.now()
  findLeaks(training, service)
  expect(performance.now() - start).toBeLessThan(3000)
})

test('training on what measures is refused, naming the conversations', () => {
  expect(() => refuseLeaks(training, [service])).not.toThrow()
  const leaking = planted(disguise)
  expect(() => refuseLeaks(leaking, [service])).toThrow(/140 of its conversations stand in service-v1/)
  expect(() => refuseLeaks(leaking, [{ ...service, purpose: 'train' }])).not.toThrow()
  expect(() => refuseLeaks(service, [])).toThrow(/purpose: measure/)
})
