import { expect, onTestFinished, test } from 'vitest'
import type { Transcript, Turn } from '../src/domain/transcript.ts'
import { manyConversations } from './conversations.ts'
import { readTranscript } from './fakes/provider/read-transcript.ts'
import { startProvider } from './fakes/provider.ts'
import { judgedIn, readRequest } from './llm-helpers.ts'
import { openMemory, openModelDay } from './model-day.ts'

/** Longer than one request may be: 120 turns of some 500 units, one of them longer than half a request. */
function longConversation(): Transcript {
  const [first] = manyConversations(1)
  if (first === undefined) throw new Error('there is no conversation')
  const turns = Array.from({ length: 120 }, (_, at): Turn => {
    const sentences = Array.from({ length: at === 60 ? 1100 : 35 }, (_, n) => `第${n}件事您看怎么办才好，`)
    const text = `${at + 1}：${sentences.join('')}`
    return at % 2 === 0
      ? { id: at + 1, role: 'customer', text }
      : { id: at + 1, role: 'agent', agentId: first.agent?.id ?? 'a', text }
  })
  return { ...first, id: 'long', turns }
}

test('a long conversation is read in parts that leave nothing out; what a refused part leaves open is asked again, of every part', async () => {
  const provider = await startProvider({ faults: [null, 'refused'] })
  onTestFinished(() => provider.close())
  const store = await openMemory()
  const conversation = longConversation()
  const asking = { concurrency: 1 }
  const [first] = await (await openModelDay(store, provider, asking)).grade([conversation])
  const parts = provider.requests.length
  expect(parts).toBeGreaterThan(2)
  expect(first?.reading?.windows).toBe(parts)
  expect(first?.usage.requests).toBe(parts)

  const shown = provider.requests.map((one) => readTranscript(readRequest(one).varying))
  for (const { id, text } of conversation.turns) {
    const pieces = shown.flat().filter(({ turn }) => turn === id)
    const found = pieces.map((piece) => text.indexOf(piece.text))
    expect(found).not.toContain(-1)
    // Every letter of the turn is in some piece.
    const seen = new Uint8Array(text.length)
    for (const [at, piece] of pieces.entries())
      seen.fill(1, found[at] ?? 0, (found[at] ?? 0) + piece.text.length)
    expect(seen.indexOf(0), `turn ${id}`).toBe(-1)
  }
  for (const [at, turns] of shown.entries()) {
    const next = shown[at + 1]?.[0]?.turn
    if (next !== undefined) expect(turns.at(-1)?.turn).toBeGreaterThanOrEqual(next)
  }

  // A fail in another part is a fail all the same; everything else may lie in the part that was refused.
  const open = judgedIn(first === undefined ? [] : [first]).filter(({ reason }) => reason === 'reply_refused')
  expect(open.length).toBeGreaterThan(0)
  provider.heal()
  const [second] = await (await openModelDay(store, provider, asking)).grade([conversation])
  const again = provider.requests.slice(parts)
  expect(again).toHaveLength(parts)
  const asked = open.filter(({ by }) => by === 'judgment').map(({ criterion }) => criterion)
  for (const { criteria } of again.map(readRequest)) expect(criteria.toSorted()).toEqual(asked.toSorted())
  expect(judgedIn(second === undefined ? [] : [second]).map(({ reason }) => reason)).not.toContain(
    'reply_refused',
  )
  const texts = new Map(conversation.turns.map(({ id, text }) => [id, text]))
  for (const { evidence } of second?.findings ?? [])
    for (const { turn, start, end, quote } of evidence)
      if (quote !== null) expect(texts.get(turn)?.slice(start ?? 0, end ?? 0)).toBe(quote)
  const total = provider.requests.length
  await (await openModelDay(store, provider, asking)).grade([conversation])
  expect(provider.requests).toHaveLength(total)
})
