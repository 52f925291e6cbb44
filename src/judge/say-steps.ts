import { missingAfter } from '../domain/evidence.ts'
import { type Language, uiLanguage } from '../domain/language.ts'
import { decideSteps, type Steps } from './decide-steps.ts'
import type { MarkedAct, Said } from './read-reply.ts'
import wording from './steps-wording.json' with { type: 'json' }

/** Decides a `steps` criterion from the acts that a model marked, and says why in the conversation's language. */
export function saySteps(steps: Steps, acts: readonly MarkedAct[], turns: number, language: Language): Said {
  const performed = new Map(acts.map((one) => [`${one.evidence.turn} ${one.act}`, one]))
  const { verdict, at, missing } = decideSteps(steps, turns, (turn, act) =>
    performed.has(`${turn + 1} ${act}`),
  )
  const turn = at + 1
  const marked = steps.require
    .map((act) => performed.get(`${turn} ${act}`))
    .filter((one) => one !== undefined)
  const places = missing ? [missingAfter(turn)] : marked.slice(0, 1).map(({ evidence }) => evidence)
  const why = verdict === 'fail' ? (missing ? 'missing' : 'too_early') : verdict
  const reasoning = wording[uiLanguage(language)][why].replace('{turn}', String(turn))
  return { verdict, level: null, evidence: places, reasoning, confidence: null, length: 0 }
}
