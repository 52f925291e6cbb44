import { fileURLToPath } from 'node:url'
import { configuration, registry } from '../../src/app.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { foldText } from '../../src/domain/fold-text.ts'
import { type JudgedCriterion, placedCriteria } from '../../src/domain/scorecard.ts'
import type { Transcript } from '../../src/domain/transcript.ts'
import { readScorecard } from '../../src/files/read-scorecard.ts'
import { readWeights } from '../../src/files/read-weights.ts'
import { makeMarkConversation } from '../../src/judge/builtin/mark-conversation.ts'
import type { Judge } from '../../src/judge/judge.ts'
import { crudeWords, lastCustomerTurnThanks } from './baselines.ts'

/** What was measured of one conversation; null where there is nothing to measure. */
export type Readings = Record<string, number | null>

const card = (language: string) =>
  readScorecard(
    fileURLToPath(new URL(`../../scorecards/general-${language}.yaml`, import.meta.url)),
    registry,
  )
const cards = { 'zh-CN': await card('zh-CN'), 'zh-TW': await card('zh-CN'), en: await card('en') }

const shipped = await readWeights(configuration().weightsFile)
const markByWords = makeMarkConversation(shipped.model.marks)

/** Everything that is compared with people's scores: baselines, marks, the judge's criteria and their mean. */
export async function takeReadings(judge: Judge, transcript: Transcript): Promise<Readings> {
  const turns = transcript.turns.map((turn) => ({ role: turn.role, text: foldText(turn.text).text, turn }))
  const scorecard = cards[transcript.language]
  const criteria = placedCriteria(scorecard)
    .map(({ criterion }) => criterion)
    .filter((criterion): criterion is JudgedCriterion => criterion.by !== 'check')
  const judgment = await judge.judge(transcript, criteria, scorecard.acts)
  const wordsAlone = markByWords(turns)
  const marks = judgment.marks ?? wordsAlone
  const chances = judgment.findings.map((finding): [string, number | null] => [
    `criterion ${finding.criterion}`,
    chanceOfPass(finding),
  ])
  const decided = chances.flatMap(([, chance]) => (chance === null ? [] : [chance]))
  return {
    'baseline: last customer turn says thanks': lastCustomerTurnThanks(turns),
    'baseline: crude word list': crudeWords(turns),
    'need solved, words alone': wordsAlone.needSolved.probability,
    'mood at end, words alone': wordsAlone.mood.end?.value ?? null,
    'need solved': marks.needSolved.probability,
    'mood at start': marks.mood.start?.value ?? null,
    'mood at end': marks.mood.end?.value ?? null,
    'mean of criteria':
      decided.length === 0 ? null : decided.reduce((sum, chance) => sum + chance, 0) / decided.length,
    ...Object.fromEntries(chances),
  }
}

function chanceOfPass({ verdict, confidence: { raw } }: Finding): number | null {
  if (verdict === 'pass') return raw ?? 1
  return verdict === 'fail' ? 1 - (raw ?? 1) : null
}
