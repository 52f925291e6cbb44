import { expect, test } from 'vitest'
import { chooseScorecard } from './choose-scorecard.ts'
import { lintShelf } from './lint-shelf.ts'
import { Scorecard } from './scorecard.ts'
import { scorecardHash } from './scorecard-hash.ts'
import { formOf, scorecardOf } from './testing/scorecard-of.ts'
import { Transcript } from './transcript.ts'

const chat = Transcript.parse({
  id: 't',
  channel: 'chat',
  language: 'en',
  stage: 'presales',
  turns: [{ id: 1, role: 'customer', text: 'Hi' }],
})
const form = (id: string, appliesTo: unknown): Scorecard => scorecardOf({ id, appliesTo })
const chosen = (...forms: Scorecard[]) => chooseScorecard(forms, chat)?.id ?? null

test('the form that names more of the conversation is chosen', () => {
  const wide = form('wide', { languages: ['en'] })
  expect(chosen(wide, form('narrow', { channels: ['chat'], languages: ['en'] }))).toBe('narrow')
})

test('of forms that name equally much, the one with the shorter lists is chosen', () => {
  const long = form('a', { channels: ['chat', 'phone'] })
  expect(chosen(long, form('b', { channels: ['chat'] }))).toBe('b')
})

test('of forms that fit equally well, the first by id is chosen in whichever order they come', () => {
  const [a, b] = [form('a', { channels: ['chat'] }), form('b', { languages: ['en'] })]
  expect(chosen(a, b)).toBe('a')
  expect(chosen(b, a)).toBe('a')
})

test('a form that names another value does not apply, and none may', () => {
  expect(chosen(form('a', { languages: ['zh-CN'] }))).toBeNull()
})

test('a form for a stage does not apply where the stage is unknown', () => {
  const { stage: _, ...unstaged } = chat
  expect(chooseScorecard([form('a', { stages: ['presales'] })], unstaged)).toBeNull()
})

test('forms that fit equally well somewhere are warned of, those that never meet are not', () => {
  const a = form('a', { channels: ['chat'] })
  expect(lintShelf([a, form('b', { languages: ['en'] })])).toMatchObject([
    { scorecard: 'b', path: 'appliesTo', code: 'equally_specific' },
  ])
  expect(lintShelf([a, form('b', { channels: ['phone'] })])).toEqual([])
  expect(lintShelf([a, form('b', { channels: ['chat', 'phone'] })])).toEqual([])
})

test('the hash tells forms apart by any field and not by the order of fields', () => {
  const turned = Scorecard.parse(Object.fromEntries(Object.entries(formOf()).reverse()))
  expect(scorecardHash(turned)).toBe(scorecardHash(scorecardOf()))
  expect(scorecardHash(scorecardOf({ passMark: 81 }))).not.toBe(scorecardHash(scorecardOf()))
})
