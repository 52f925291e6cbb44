import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { Grade } from '../src/domain/grade.ts'
import { Transcript } from '../src/domain/transcript.ts'
import { touchstone } from './touchstone.ts'

const file = fileURLToPath(new URL('../eval/sets/service-v1/transcripts.jsonl', import.meta.url))
const TEN = [
  'alternatives_when_refusing',
  'confirms_need',
  'consistent_information',
  'empathy_before_explanation',
  'no_blame_shifting',
  'no_overpromise',
  'owns_resolution',
  'respectful_tone',
  'substantive_reply',
  'warm_transfer',
]

const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-service-'))
const linesOf = (text: string) => text.trim().split('\n')
const transcripts = linesOf(readFileSync(file, 'utf8')).map((line) => Transcript.parse(JSON.parse(line)))
const run = await touchstone(['grade', file, '--json'], newFolder())
const grades = linesOf(run.stdout).map((line) => Grade.parse(JSON.parse(line)))
/** What the built-in judge decided of each conversation. */
const judged = grades.map(({ findings }) =>
  findings.filter(({ by, verdict }) => by !== 'check' && verdict !== 'unscored'),
)

test('the 140 conversations get ten judged findings each', () => {
  expect([run.code, grades.map(({ transcriptId }) => transcriptId)]).toEqual([
    0,
    transcripts.map(({ id }) => id),
  ])
  for (const findings of judged) expect(findings.map(({ criterion }) => criterion).toSorted()).toEqual(TEN)
})

test('what it was not trained on it leaves to others, and says so', () => {
  const others = grades.flatMap(({ findings }) =>
    findings.filter(({ by, criterion }) => by !== 'check' && !TEN.includes(criterion)),
  )
  expect(others.length).toBeGreaterThan(140)
  expect(new Set(others.map(({ verdict, reason }) => `${verdict} ${reason}`))).toEqual(
    new Set(['unscored judge_not_able']),
  )
})

test('every quote stands verbatim in its turn, and every fail has one to three places', () => {
  for (const [at, findings] of judged.entries()) {
    const turns = transcripts[at]?.turns ?? []
    for (const { verdict, evidence } of findings) {
      if (verdict === 'fail') expect(evidence.length).toBeGreaterThan(0)
      expect(evidence.length).toBeLessThanOrEqual(3)
      for (const { turn, start, end, quote } of evidence)
        if (quote !== null) expect(turns[turn - 1]?.text.slice(start ?? -1, end ?? -1)).toBe(quote)
    }
  }
})

test('on every criterion some pass and some fail', () => {
  for (const criterion of TEN) {
    const verdicts = judged.flatMap((findings) => findings.filter((one) => one.criterion === criterion))
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toContain('pass')
    expect(new Set(verdicts.map(({ verdict }) => verdict))).toContain('fail')
  }
})

test('a second run into another database decides the same', async () => {
  const again = await touchstone(['grade', file, '--json'], newFolder())
  const second = linesOf(again.stdout).map((line) => Grade.parse(JSON.parse(line)))
  expect(second.map(({ findings, marks }) => [findings, marks])).toEqual(
    grades.map(({ findings, marks }) => [findings, marks]),
  )
})
