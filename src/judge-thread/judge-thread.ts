import { parentPort, workerData } from 'node:worker_threads'
import type { Transcript } from '../domain/transcript.ts'
import { makeDecideConversation } from '../judge/builtin/decide-conversation.ts'
import { decodeWeights } from '../judge/builtin/weights.ts'
import { writeDecided } from './wire.ts'

/** Some conversations, as JSON: a text crosses threads more quickly than objects do. */
export type Request = string

/** What was decided of them, in their order, and by place why one of them could not be: it has no numbers. */
export interface Reply {
  numbers: Float64Array
  failures: ReadonlyMap<number, string>
}

const weights: unknown = workerData
const port = parentPort
if (port === null || !(weights instanceof Uint8Array))
  throw new Error('this file runs as a thread of the judge')

const decide = makeDecideConversation(decodeWeights(weights))

port.on('message', (request: Request) => {
  const transcripts: Transcript[] = JSON.parse(request)
  const numbers: number[] = []
  const failures = new Map<number, string>()
  for (const [place, transcript] of transcripts.entries()) {
    try {
      writeDecided(decide(transcript), numbers)
    } catch (error) {
      failures.set(place, error instanceof Error ? error.message : String(error))
    }
  }
  const packed = Float64Array.from(numbers)
  port.postMessage({ numbers: packed, failures } satisfies Reply, [packed.buffer])
})
