import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { allChecks } from '../checks/all-checks.ts'
import { makeCheckRegistry } from '../checks/registry.ts'
import { chooseScorecard } from '../domain/choose-scorecard.ts'
import { Language } from '../domain/language.ts'
import { lintScorecard } from '../domain/lint-scorecard.ts'
import { lintShelf } from '../domain/lint-shelf.ts'
import { placedCriteria } from '../domain/scorecard.ts'
import { Channel, Stage } from '../domain/transcript.ts'
import { readScorecards } from './read-scorecards.ts'

const cards = await readScorecards(
  fileURLToPath(new URL('../../scorecards', import.meta.url)),
  makeCheckRegistry(allChecks),
)
const TEN = [
  'empathy_before_explanation',
  'no_blame_shifting',
  'alternatives_when_refusing',
  'no_overpromise',
  'respectful_tone',
  'consistent_information',
  'confirms_need',
  'owns_resolution',
  'warm_transfer',
  'substantive_reply',
]

test('six scorecards are shipped, with both methods among them', () => {
  expect(cards.map(({ id, method }) => `${id} ${method}`)).toEqual([
    'aftersales-chat weighted',
    'general-en weighted',
    'general-zh-CN weighted',
    'hotline deduction',
    'presales-chat weighted',
    'support-chat weighted',
  ])
})

test.each(cards.map((card) => [card.id, card] as const))('%s has nothing to warn of', (_id, card) => {
  expect(lintScorecard(card)).toEqual([])
})

test('no two shipped scorecards fit the same conversations equally well', () => {
  expect(lintShelf(cards)).toEqual([])
})

test.each(cards.map((card) => [card.id, card] as const))('%s asks all ten judged criteria', (_id, card) => {
  const ids = placedCriteria(card)
    .map(({ criterion }) => criterion)
    .filter(({ by }) => by !== 'check')
    .map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(TEN))
})

/** All that a judge reads of a criterion: neither weight nor effect, nor where the condition stands. */
function wording(card: (typeof cards)[number]): Map<string, unknown> {
  const texts = new Map<string, unknown>()
  for (const { criterion } of placedCriteria(card)) {
    if (criterion.by === 'check') continue
    if (criterion.by === 'steps') {
      texts.set(criterion.id, [criterion.when, criterion.require])
      continue
    }
    const { asks, pass, fail, notApplicable, examples } = criterion
    texts.set(criterion.id, { asks, pass, fail, notApplicable, examples })
  }
  return texts
}

test.each(['zh-CN', 'en'])('scorecards in %s share acts and the wording of every criterion', (language) => {
  const [first, ...others] = cards.filter((card) => card.language === language)
  const seen = new Map(first === undefined ? [] : wording(first))
  for (const card of others) {
    expect(card.acts).toEqual(first?.acts)
    for (const [id, text] of wording(card)) {
      if (seen.has(id)) expect({ card: card.id, id, text }).toEqual({ card: card.id, id, text: seen.get(id) })
      else seen.set(id, text)
    }
  }
})

test('every check is used on some scorecard', () => {
  const used = cards.flatMap((card) =>
    placedCriteria(card).flatMap(({ criterion }) => (criterion.by === 'check' ? [criterion.check] : [])),
  )
  expect(allChecks.map(({ id }) => id).filter((id) => !used.includes(id))).toEqual([])
})

function expected(channel: Channel, stage: Stage | undefined, language: Language): string {
  if (language === 'en') return channel === 'chat' ? 'support-chat' : 'general-en'
  if (channel === 'phone') return 'hotline'
  if (channel === 'chat' && stage === 'aftersales') return 'aftersales-chat'
  if (channel === 'chat' && stage === 'presales') return 'presales-chat'
  return 'general-zh-CN'
}

const combinations = Channel.options.flatMap((channel) =>
  [...Stage.options, undefined].flatMap((stage) =>
    Language.options.map((language) => [channel, stage, language] as const),
  ),
)

test.each(combinations)(
  'a %s conversation, stage %s, in %s finds its scorecard',
  (channel, stage, language) => {
    const transcript = {
      id: 't',
      channel,
      language,
      ...(stage === undefined ? {} : { stage }),
      turns: [{ id: 1, role: 'customer' as const, text: '…' }],
    }
    expect(chooseScorecard(cards, transcript)?.id).toBe(expected(channel, stage, language))
  },
)
