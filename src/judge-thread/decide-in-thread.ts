import { Worker } from 'node:worker_threads'
import { GraderError } from '../domain/errors.ts'
import type { Transcript } from '../domain/transcript.ts'
import type { Decided } from '../judge/builtin/decide-conversation.ts'
import type { Reply, Request } from './judge-thread.ts'
import { readablePart, readDecided, readNumbers } from './wire.ts'

export interface ThreadedDecide {
  decide(transcript: Transcript): Promise<Decided>
  close(): Promise<void>
}

interface Waiting {
  transcript: Transcript
  decided: PromiseWithResolvers<Decided>
}

/** Conversations that go over together: handing over costs about as much for one as for all of them. */
const TOGETHER = 16
/** With so many groups under way the thread is busy for long enough, and this one decides too. */
const MOST_UNDER_WAY = 2

/**
 * Decides conversations in a thread of its own, so that reading, checking and scoring go on meanwhile: deciding takes
 * about as long as they do. What is asked in one turn of the event loop goes over together. When the thread has
 * enough to do, conversations are decided here: with two processors, neither waits for the other.
 * @param weights a file of `touchstone train`
 * @param criteria how many criteria its model has
 * @param decideHere decides by the same weights
 */
export function decideInThread(
  weights: Uint8Array,
  criteria: number,
  decideHere: (transcript: Transcript) => Decided,
): ThreadedDecide {
  const source = import.meta.url.endsWith('.ts') ? './judge-thread.ts' : './judge-thread.mjs'
  // Flags meant for the main program, such as --input-type, would end the thread.
  const thread = new Worker(new URL(source, import.meta.url), { workerData: weights, execArgv: [] })
  thread.unref()
  let collecting: Waiting[] = []
  const sent: Waiting[][] = []
  let ended: Error | null = null

  const send = () => {
    if (collecting.length === 0) return
    const together = collecting
    collecting = []
    sent.push(together)
    thread.ref()
    const request: Request = JSON.stringify(together.map(({ transcript }) => readablePart(transcript)))
    thread.postMessage(request)
  }
  const end = (error: Error) => {
    ended ??= error
    for (const { decided } of [...sent.splice(0).flat(), ...collecting.splice(0)]) decided.reject(ended)
  }
  thread.on('message', (reply: Reply) => {
    const together = sent.shift() ?? []
    // An idle thread does not keep the program from ending.
    if (sent.length === 0) thread.unref()
    const reader = readNumbers(reply.numbers)
    for (const [place, { transcript, decided }] of together.entries()) {
      const failure = reply.failures.get(place)
      if (failure === undefined) decided.resolve(readDecided(reader, transcript, criteria))
      else decided.reject(new GraderError('INTERNAL', `the judge failed: ${failure}`))
    }
  })
  thread.on('error', end)
  thread.on('exit', () => end(new GraderError('INTERNAL', "the judge's thread has ended")))

  return {
    async decide(transcript) {
      if (ended !== null) throw ended
      if (sent.length >= MOST_UNDER_WAY) return decideHere(transcript)
      const decided = Promise.withResolvers<Decided>()
      collecting.push({ transcript, decided })
      if (collecting.length === TOGETHER) send()
      else if (collecting.length === 1) setImmediate(send)
      return decided.promise
    },
    async close() {
      await thread.terminate()
    },
  }
}
