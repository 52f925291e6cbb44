import { expect, test } from 'vitest'
import { allChecks } from '../checks/all-checks.ts'
import { makeCheckRegistry } from '../checks/registry.ts'
import type { EvalSet, LabelledConversation } from '../domain/eval-set.ts'
import type { Scorecard } from '../domain/scorecard.ts'
import type { JudgeConfiguration } from '../judge/judge.ts'
import { judgementHashesOf, planSet, subjectsOf } from './plan-set.ts'
import { prepareScorecards } from './prepare-scorecards.ts'
import { labForm, labSet } from './testing/lab-of.ts'

const judge: JudgeConfiguration = { judge: 'fake', model: 'fake-1', promptHash: 'p1', params: { votes: 1 } }
const SPEED = { by: 'check', check: 'first_response_time', within: '60s' }
const chats = labForm('chats', { tone: 'Polite?', speed: SPEED }, { appliesTo: { channels: ['chat'] } })
const mails = labForm('mails', { tone: 'Polite in writing?' }, { appliesTo: { channels: ['email'] } })
const set = labSet([
  { id: 'a', raters: { tone: 'p', speed: 'p' } },
  { id: 'b', raters: { tone: 'p' }, transcript: { channel: 'email' } },
  { id: 'c', raters: { owns: 'p' }, transcript: { channel: 'phone' } },
])

function shelfOf(...cards: Scorecard[]) {
  return prepareScorecards(cards, makeCheckRegistry(allChecks), judge)
}

function plan(about: Partial<EvalSet> = {}, cards = [chats, mails], forAll: string | null = null) {
  const shelf = shelfOf(...cards)
  const { choose, used } = planSet(shelf, { ...set, ...about }, forAll === null ? null : shelf.named(forAll))
  const chosen = set.conversations.map(({ transcript }) => choose(transcript)?.scorecard.id ?? null)
  return { chosen, used: used.map(({ scorecard }) => scorecard.id) }
}

test('each conversation gets the form that fits, or none; those that are used are told once, by id', () => {
  expect(plan({}, [mails, chats])).toEqual({ chosen: ['chats', 'mails', null], used: ['chats', 'mails'] })
})

test('one form that the set names serves all, of several the one that fits, and a form for all goes first', () => {
  expect(plan({ scorecards: ['mails'] })).toEqual({ chosen: ['mails', 'mails', 'mails'], used: ['mails'] })
  expect(plan({ scorecards: ['chats', 'mails'] })).toEqual({
    chosen: ['chats', 'mails', null],
    used: ['chats', 'mails'],
  })
  expect(plan({ scorecards: ['mails'] }, [chats, mails], 'chats').used).toEqual(['chats'])
})

test('a form that the set names and that there is not is refused', () => {
  expect(() => plan({ scorecards: ['gone'] })).toThrow(
    expect.objectContaining({ code: 'SCORECARD_NOT_FOUND' }),
  )
})

test('what a form asks of a judge has a hash each, and what code checks has none', () => {
  expect(Object.keys(judgementHashesOf(shelfOf(chats).named('chats')))).toEqual(['tone'])
})

function subjects(cards: Scorecard[], by: JudgeConfiguration = judge, only: string[] = [], on = set) {
  const shelf = shelfOf(...cards)
  return subjectsOf(on, planSet(shelf, on, null), by, only)
}

test('a look at a holdout is at each labelled criterion that a form asks, checks too', () => {
  expect(Object.keys(subjects([chats, mails])).sort()).toEqual(['speed', 'tone'])
  expect(Object.keys(subjects([chats, mails], judge, ['tone']))).toEqual(['tone'])
})

test('the same judge asked the same is the same look, in whatever order the forms stand', () => {
  expect(subjects([mails, chats])).toEqual(subjects([chats, mails]))
  const titled = labForm(
    'chats',
    { tone: { asks: 'Polite?', weight: 5 }, speed: SPEED },
    {
      appliesTo: { channels: ['chat'] },
      version: 2,
    },
  )
  expect(subjects([titled, mails])).toEqual(subjects([chats, mails]))
})

test('another form that asks the same words is no other look', () => {
  const calls = labForm('calls', { tone: 'Polite?' }, { appliesTo: { channels: ['phone'] } })
  expect(subjects([chats, calls]).tone).toBe(subjects([chats]).tone)
})

test('another prompt, model, parameter or wording is another look, at what the judge decides', () => {
  const now = subjects([chats, mails])
  for (const other of [
    { promptHash: 'p2' },
    { model: 'fake-2' },
    { params: { votes: 3 } },
    { judge: 'other' },
  ]) {
    const changed = subjects([chats, mails], { ...judge, ...other })
    expect(changed.tone).not.toBe(now.tone)
    expect(changed.speed).toBe(now.speed)
  }
  const reworded = labForm('mails', { tone: 'Polite?' }, { appliesTo: { channels: ['email'] } })
  expect(subjects([chats, reworded]).tone).not.toBe(now.tone)
  const slower = labForm(
    'chats',
    { tone: 'Polite?', speed: { ...SPEED, within: '90s' } },
    {
      appliesTo: { channels: ['chat'] },
    },
  )
  expect(subjects([slower, mails]).speed).not.toBe(now.speed)
})

test('another revision of a check is another look, at what that form checks', () => {
  const now = subjects([chats, mails])
  const revised = allChecks.map((check) =>
    check.id === SPEED.check ? { ...check, revision: check.revision + 1 } : check,
  )
  const shelf = prepareScorecards([chats, mails], makeCheckRegistry(revised), judge)
  const then = subjectsOf(set, planSet(shelf, set, null), judge)
  expect(then.speed).not.toBe(now.speed)
  expect(then.tone).toBe(now.tone)
})

function onLabels(change: (conversation: LabelledConversation) => LabelledConversation[]) {
  const conversations = set.conversations.flatMap(change)
  return subjects([chats, mails], judge, [], { ...set, conversations })
}

test('the same judge on grown or settled labels is another look, at the criteria whose labels they are', () => {
  const now = subjects([chats, mails])
  const copied = (id: string, { labels, ...conversation }: LabelledConversation) => ({
    ...conversation,
    transcript: { ...conversation.transcript, id },
    labels: { tone: labels.tone ?? {} },
  })
  const grown = onLabels((one) => (one.transcript.id === 'a' ? [one, copied('d', one)] : [one]))
  const fail = { verdict: 'fail' as const, turns: [], confidence: null, note: null }
  const relabelled = onLabels((one) =>
    one.transcript.id === 'b' ? [{ ...one, labels: { tone: { rater: fail } } }] : [one],
  )
  const settled = onLabels((one) =>
    one.transcript.id === 'b' ? [{ ...one, adjudicated: { tone: { ...fail, by: 'Li' } } }] : [one],
  )
  expect(new Set([now, grown, relabelled, settled].map(({ tone }) => tone)).size).toBe(4)
  for (const { speed } of [grown, relabelled, settled]) expect(speed).toBe(now.speed)
})

test('the same labels in another order are the same look', () => {
  const turned = { ...set, conversations: set.conversations.toReversed() }
  expect(subjects([chats, mails], judge, [], turned)).toEqual(subjects([chats, mails]))
})
