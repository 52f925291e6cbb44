import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configuration, shippedScorecards, weightsNamed } from '../app.ts'
import type { EvalSet, LabelledConversation } from '../domain/eval-set.ts'
import type { Finding } from '../domain/finding.ts'
import { type JudgedCriterion, placedCriteria } from '../domain/scorecard.ts'
import { readEvalSet } from '../files/read-eval-set.ts'
import { type FoldStep, type JudgeByFoldsOptions, judgeByFolds } from './judge-by-folds.ts'

const config = configuration()
const { set: training } = await readEvalSet(join(config.evalSetsFolder, 'training-v1'))
const { model: base } = await weightsNamed(config, 'builtin')
const scorecards = await shippedScorecards()
const CRITERIA = ['no_blame_shifting', 'respectful_tone']

/** Some groups of training-v1 as somebody's own set, with labels of two criteria. */
function ownSet(
  groups: string[],
  most = Number.POSITIVE_INFINITY,
  change?: (one: LabelledConversation) => LabelledConversation,
): EvalSet {
  const conversations = groups.flatMap((group) =>
    training.conversations.filter((one) => one.group === group).slice(0, most),
  )
  return {
    ...training,
    name: 'mine',
    conversations: conversations
      .map((one) => ({
        ...one,
        labels: Object.fromEntries(Object.entries(one.labels).filter(([name]) => CRITERIA.includes(name))),
      }))
      .map((one) => change?.(one) ?? one),
  }
}

function train(set: EvalSet, options: Partial<JudgeByFoldsOptions> = {}) {
  return judgeByFolds(set, { folds: 3, measureSets: [], scorecards, base, ...options })
}

/** Everything that was found, by the group of the conversation. */
async function findingsOf(set: EvalSet): Promise<Map<string, Finding[]>> {
  const { judge } = train(set)
  const found = new Map<string, Finding[]>()
  const [form] = scorecards
  const asked = form === undefined ? [] : placedCriteria(form).map(({ criterion }) => criterion)
  const judged = asked.filter((one): one is JudgedCriterion => CRITERIA.includes(one.id))
  for (const { transcript, group } of set.conversations) {
    const { findings } = await judge.judge(transcript, judged, form?.acts ?? {})
    found.set(group, [...(found.get(group) ?? []), ...findings])
  }
  return found
}

/** Passes become fails and fails passes in this group. */
function turnedIn(group: string) {
  return (one: LabelledConversation): LabelledConversation => {
    if (one.group !== group) return one
    const labels = structuredClone(one.labels)
    for (const label of Object.values(labels).flatMap((byRater) => Object.values(byRater)))
      if (label.verdict !== 'not_applicable') label.verdict = label.verdict === 'pass' ? 'fail' : 'pass'
    return { ...one, labels }
  }
}

test('what raters said of a group changes nothing in how that group is judged, and something in the others', async () => {
  const groups = ['t1', 't2', 't3']
  const before = await findingsOf(ownSet(groups))
  const after = await findingsOf(ownSet(groups, undefined, turnedIn('t3')))
  expect(before.get('t3')?.length).toBe(2 * 40)
  expect(before.get('t3')?.some(({ verdict }) => verdict === 'fail')).toBe(true)
  expect(after.get('t3')).toEqual(before.get('t3'))
  expect(after.get('t1')).not.toEqual(before.get('t1'))
})

test('folds are told before they are trained for, and the judge names the set and how many there were', async () => {
  const steps: FoldStep[] = []
  const { judge, criteria } = train(ownSet(['t1', 't2', 't5']), { onFold: (step) => steps.push(step) })
  expect(steps).toEqual([
    { fold: 1, folds: 3, learnt: 80, judged: 60 },
    { fold: 2, folds: 3, learnt: 100, judged: 40 },
    { fold: 3, folds: 3, learnt: 100, judged: 40 },
  ])
  expect(judge.configuration).toMatchObject({ judge: 'builtin', model: 'mine, 3 folds' })
  expect(criteria.toSorted()).toEqual(CRITERIA)
  const stranger = training.conversations.find(({ group }) => group === 't9')?.transcript
  if (stranger === undefined) throw new Error('there is no group t9')
  await expect(judge.judge(stranger, [], {})).rejects.toThrow(/is in no fold of mine/)
})

test('a set that is too small is refused, with what would be enough', () => {
  const refusals: [EvalSet, number, RegExp][] = [
    [ownSet(['t1', 't2']), 2, /mine cannot be cross-validated: it has 2 groups, and three is the least/],
    [ownSet([]), 2, /it has 0 groups/],
    [ownSet(['t1', 't2', 't3']), 8, /it has 3 groups, so --folds takes a whole number from 2 to 3, not 8/],
    [ownSet(['t1', 't2', 't3']), 1, /from 2 to 3, not 1/],
    [ownSet(['t1', 't2', 't3']), 2, /in 2 folds, one leaves a single group to learn from; use more folds/],
    [ownSet(['t1', 't2', 't3'], 12), 3, /30 conversations, and 8 of each of two verdicts, is the least/],
  ]
  for (const [set, folds, message] of refusals)
    expect(() => train(set, { folds })).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(message) }),
    )
})

test('nothing that has been seen is judged: not by a judge trained on the set, and no set that measures', () => {
  const set = ownSet(['t1', 't2', 't3'])
  const leak = (message: RegExp) =>
    expect.objectContaining({ code: 'EVAL_SET_LEAK', message: expect.stringMatching(message) })
  expect(() => train({ ...set, name: 'training-v1' })).toThrow(
    leak(/trained on training-v1 itself .* --base none/),
  )
  expect(() => train({ ...set, purpose: 'measure' })).toThrow(leak(/is for measuring/))
  const measuring: EvalSet = { ...ownSet(['t3']), name: 'test', purpose: 'measure' }
  expect(() => train(set, { measureSets: [measuring] })).toThrow(
    leak(/40 of its conversations stand in test/),
  )
})
