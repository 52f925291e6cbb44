import type { Command } from 'commander'
import { modelNamed } from '../config.ts'
import { GraderError } from '../domain/errors.ts'
import type { ModelFlags } from '../model-judge.ts'
import { peopleLog } from './people-log.ts'
import { wholeNumber } from './whole-number.ts'

/** Flags that say who judges, and how a language model is to. */
export interface JudgeFlags {
  judge: string
  concurrency: string
  votes: string
  redact: string
  redactOrders?: string
  budget?: string
  prices?: string
}

/** Adds the flags that every command with a judge has. */
export function addJudgeOptions(command: Command, judge = 'builtin'): Command {
  return command
    .option(
      '--judge <name|file>',
      'who decides the judged criteria: builtin, none, a file of weights, openai:MODEL or anthropic:MODEL',
      judge,
    )
    .option('--concurrency <n>', 'requests to a model, or conversations judged, at the same time', '8')
    .option('--votes <n>', 'how often a model is asked of each conversation; most votes decide', '1')
    .option('--redact <on|off>', 'replace personal data before anything is sent to a model', 'on')
    .option('--redact-orders <pattern>', 'replace order numbers too: a regular expression for them')
    .option('--budget <usd>', 'stop asking a model before this many US dollars are spent')
    .option('--prices <file>', "prices that go before the shipped ones (data/models/prices.json's form)")
}

/** @throws GraderError USAGE on a flag that cannot be read. */
export function modelFlagsOf(flags: JudgeFlags): ModelFlags {
  refuseUnused(flags)
  const { redact, redactOrders, prices } = flags
  if (redact !== 'on' && redact !== 'off')
    throw new GraderError('USAGE', `--redact takes on or off, not "${redact}"`)
  return {
    concurrency: wholeNumber('--concurrency', flags.concurrency),
    votes: wholeNumber('--votes', flags.votes),
    redact: redact === 'on',
    orderNumbers: redactOrders,
    budgetUsd: flags.budget === undefined ? null : dollars(flags.budget),
    prices,
    log: peopleLog,
  }
}

/** A flag without effect would let somebody believe in votes that nobody cast. */
function refuseUnused({ judge, votes, redact, redactOrders, budget, prices }: JudgeFlags): void {
  if (modelNamed(judge) !== null) return
  const used = {
    '--votes': votes !== '1',
    '--redact': redact !== 'on',
    '--redact-orders': redactOrders !== undefined,
    '--budget': budget !== undefined,
    '--prices': prices !== undefined,
  }
  const [flag] = Object.entries(used).find(([, given]) => given) ?? []
  if (flag !== undefined)
    throw new GraderError(
      'USAGE',
      `${flag} is for a model as the judge, as in --judge openai:MODEL, not ${judge}`,
    )
}

function dollars(text: string): number {
  const amount = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (Number.isFinite(amount)) return amount
  throw new GraderError('USAGE', `--budget takes US dollars like 5 or 0.25, not "${text}"`)
}
