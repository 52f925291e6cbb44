import { type EvalCase, evalCase, findingOfLetter } from '../../calibrate/testing/eval-case.ts'
import { makeCheckRegistry } from '../../checks/registry.ts'
import type { KeptRun } from '../../domain/eval-run.ts'
import type { EvalSet } from '../../domain/eval-set.ts'
import type { Finding } from '../../domain/finding.ts'
import { Scorecard } from '../../domain/scorecard.ts'
import { NO_USAGE } from '../../domain/usage.ts'
import type { Judge, JudgeConfiguration } from '../../judge/judge.ts'
import type { EvalRunStore } from '../ports.ts'
import { prepareScorecards } from '../prepare-scorecards.ts'
import type { RunEvalDeps, RunEvalOptions } from '../run-eval.ts'

const TITLE = { 'zh-CN': '表', en: 'Form' }

/** A form whose criteria ask the judge what is given; `tone?` where nothing is. */
export function labForm(
  id: string,
  criteria: Record<string, string | Record<string, unknown>>,
  fields: Record<string, unknown> = {},
): Scorecard {
  const asked = Object.entries(criteria).map(([criterion, given]) => ({
    id: criterion,
    by: 'judgment',
    weight: 1,
    ...(typeof given === 'string' ? { asks: given } : given),
  }))
  const sections = [{ id: 'talk', title: TITLE, weight: 1, criteria: asked }]
  const form = { id, version: 1, title: TITLE, language: 'en', method: 'weighted', passMark: 80, sections }
  return Scorecard.parse({ ...form, ...fields })
}

/** What the judge says of a conversation on a criterion: a letter as in `evalCase`, and what else is in its finding. */
export type Say = (id: string, criterion: string) => string | [letter: string, more: Partial<Finding>]

export interface LabJudge extends Judge {
  /** The ids of the conversations it was asked about, in order. */
  asked: string[]
}

/** A judge that says what it is told to, as a model's name. */
export function labJudge(say: Say, configuration: Partial<JudgeConfiguration> = {}): LabJudge {
  const asked: string[] = []
  return {
    asked,
    configuration: {
      judge: 'fake',
      model: 'fake-1',
      promptHash: 'p1',
      params: { votes: 1 },
      ...configuration,
    },
    async judge({ id }, criteria) {
      asked.push(id)
      const findings = criteria.map(({ id: criterion, by }): Finding => {
        const said = say(id, criterion)
        const [letter, more] = typeof said === 'string' ? [said, {}] : said
        return { ...findingOfLetter(criterion, letter), by, ...more }
      })
      return { findings, marks: null, usage: NO_USAGE }
    },
  }
}

/** A set of conversations with labels, as in `evalCase`; each says something of its own. */
export function labSet(
  cases: readonly (Omit<EvalCase, 'judge'> & { id: string })[],
  about: Partial<EvalSet> = {},
): EvalSet {
  const withTurns = cases.map((one) => ({
    ...one,
    judge: {},
    transcript: {
      turns: [
        { id: 1, role: 'customer' as const, text: 'hello' },
        { id: 2, role: 'agent' as const, text: `this is ${one.id}` },
      ],
      ...one.transcript,
    },
  }))
  return evalCase(withTurns, { name: 'june', test: 'open', ...about }).set
}

/** All that an evaluation needs, without a disk, a clock or a store. */
export function labDeps(
  cards: readonly Scorecard[],
  judge: Judge,
  more: Partial<RunEvalDeps> = {},
): RunEvalDeps {
  return {
    judge,
    shelf: prepareScorecards(cards, makeCheckRegistry([]), judge.configuration),
    clock: () => Date.UTC(2026, 5, 30, 8),
    software: 'touchstone test',
    asOfMs: 0,
    prompts: {},
    evalRuns: null,
    ...more,
  }
}

export const LAB_OPTIONS = {
  scorecard: null,
  criteria: [],
  folder: 'sets/june',
  looking: null,
  concurrency: 4,
  replicates: 20,
} satisfies Partial<RunEvalOptions>

/** A store of runs that lasts as long as the test, the newest first. */
export function labRuns(): EvalRunStore & { all: KeptRun[] } {
  const all: KeptRun[] = []
  return {
    all,
    keep: async (kept) => void all.unshift(kept),
    kept: async (id) => all.find(({ run }) => run.id === id) ?? null,
    list: async ({ set, part, idPrefix = '' }, limit) =>
      all
        .map(({ run }) => run)
        .filter((run) => (set ?? run.set.name) === run.set.name && (part ?? run.set.part) === run.set.part)
        .filter(({ id }) => id.startsWith(idPrefix))
        .slice(0, limit),
  }
}
