import { parentPort } from 'node:worker_threads'
import { allChecks } from '../checks/all-checks.ts'
import { readConversation } from '../checks/conversation.ts'
import { makeCheckRegistry, type ScorecardChecks } from '../checks/registry.ts'
import type { Finding } from '../domain/finding.ts'
import type { Scorecard } from '../domain/scorecard.ts'

/** Conversations as JSON, each with the hash of its scorecard; scorecards come with the first that needs them. */
export interface Request {
  scorecards: [hash: string, Scorecard][]
  asked: [hash: string, transcript: string][]
  asOfMs: number
}

/** Findings as JSON, or what broke down. The first reply, with none, says that the thread is ready. */
export type Reply = (string | { error: string })[]

const port = parentPort
if (port === null) throw new Error('this file runs as a thread of the checks')

const registry = makeCheckRegistry(allChecks)
const compiled = new Map<string, ScorecardChecks>()

function check(hash: string, text: string, asOfMs: number): Reply[number] {
  try {
    const findings: Finding[] = compiled.get(hash)?.assess(readConversation(JSON.parse(text)), asOfMs) ?? []
    return JSON.stringify(findings)
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

port.on('message', ({ scorecards, asked, asOfMs }: Request) => {
  for (const [hash, scorecard] of scorecards) compiled.set(hash, registry.compile(scorecard))
  const reply: Reply = asked.map(([hash, text]) => check(hash, text, asOfMs))
  port.postMessage(reply)
})
port.postMessage([] satisfies Reply)
