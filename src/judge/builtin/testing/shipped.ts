import { readFileSync } from 'node:fs'
import { Scorecard } from '../../../domain/scorecard.ts'
import { Transcript } from '../../../domain/transcript.ts'
import type { BuiltinModel } from '../model.ts'
import { decodeWeights } from '../weights.ts'

const root = new URL('../../../../', import.meta.url)

/** The judge as it is shipped. */
export function shippedModel(): BuiltinModel {
  return decodeWeights(readFileSync(new URL('data/judge/builtin.weights', root)))
}

/** Every `each`th conversation of the shipped training set, in both languages. */
export function trainingConversations(each: number): Transcript[] {
  const lines = readFileSync(new URL('eval/sets/training-v1/transcripts.jsonl', root), 'utf8').split('\n')
  return lines
    .filter((line, at) => line !== '' && at % each === 0)
    .map((line) => Transcript.parse(JSON.parse(line)))
}

/** A scorecard with one criterion for each of the model's, whose question the model then knows. */
export function scorecardFor({ criteria }: Pick<BuiltinModel, 'criteria'>): Scorecard {
  return Scorecard.parse({
    id: 'all',
    version: 1,
    title: { 'zh-CN': '表', en: 'Form' },
    language: 'zh-CN',
    appliesTo: {},
    method: 'weighted',
    passMark: 80,
    sections: [
      {
        id: 'all',
        title: { 'zh-CN': '全部', en: 'All' },
        weight: 1,
        criteria: criteria.map(({ criterion }) => ({
          id: criterion,
          by: 'judgment',
          asks: '?',
          weight: 1,
        })),
      },
    ],
  })
}
