import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { labelledOf } from '../domain/testing/labelled-of.ts'
import { readEvalSet } from './read-eval-set.ts'

/** A set of the conversations a and b, both labelled, with what stands beside them. */
async function read(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-companions-'))
  const lines = ['a', 'b'].map((id) => `${JSON.stringify(labelledOf(id).transcript)}\n`)
  const labels = ['a', 'b'].map((id) => `{"id":"${id}","labels":{"tone":{"verdict":"pass"}}}\n`)
  const all = { 'transcripts.jsonl': lines.join(''), 'labels.jsonl': labels.join(''), ...files }
  for (const [name, content] of Object.entries(all)) await writeFile(join(folder, name), content)
  const { set, problems } = await readEvalSet(folder)
  const [a, b] = set.conversations
  const told = problems.map(({ file, line, path }) => `${basename(file)}:${line}: ${path}`)
  return { set, a, b, told, problems }
}

test('a settled verdict stands beside the raters’ own, with who settled it', async () => {
  const line = '{"id":"a","by":"组长","labels":{"tone":{"verdict":"fail","note":"反问"}}}\n'
  const { a, b, told } = await read({ 'labels.adjudicated.jsonl': line })
  expect(a?.adjudicated?.tone).toMatchObject({ verdict: 'fail', note: '反问', by: '组长' })
  expect(a?.labels.tone?.rater?.verdict).toBe('pass')
  expect([b?.adjudicated, told]).toEqual([undefined, []])
})

test('what was settled later goes before what was settled first, criterion by criterion', async () => {
  const line = (labels: string) => `{"id":"a","by":"li","labels":{${labels}}}\n`
  const settled = [
    line('"tone":{"verdict":"fail"},"care":{"verdict":"na"}'),
    line('"tone":{"verdict":"pass"}'),
  ]
  const { a } = await read({ 'labels.adjudicated.jsonl': settled.join('') })
  expect([a?.adjudicated?.tone?.verdict, a?.adjudicated?.care?.verdict]).toEqual(['pass', 'not_applicable'])
})

test('how a conversation was chosen goes before what set.yaml says of all', async () => {
  const { a, b } = await read({
    'set.yaml': 'selection: { how: hand_picked }\n',
    'selection.jsonl': '{"id":"a","how":"random","probability":0.1}\n',
  })
  expect(a?.selection).toEqual({ how: 'random', probability: 0.1, stratum: null })
  expect(b?.selection).toEqual({ how: 'hand_picked', probability: null, stratum: null })
})

test('a set with sides is split, and a conversation without one is told', async () => {
  const { set, a, b, told } = await read({ 'split.jsonl': '{"id":"a","side":"holdout"}\n' })
  expect([set.test, a?.side, b?.side]).toEqual(['split', 'holdout', undefined])
  expect(told).toEqual(['transcripts.jsonl:2: id'])
})

test.each([
  ['selection.jsonl', '{"id":"a","how":"random","probability":1.5}', 'probability'],
  ['selection.jsonl', '{"id":"a","how":"luck"}', 'how'],
  ['split.jsonl', '{"id":"a","side":"left"}', 'side'],
  ['labels.adjudicated.jsonl', '{"id":"a","labels":{"tone":{"verdict":"fail"}}}', 'by'],
  ['selection.jsonl', '{"id":"z","how":"random"}', 'id'],
])('a line of %s that cannot be used is told: %s', async (name, line, path) => {
  const { told } = await read({ [name]: `${line}\n` })
  expect(told).toContain(`${name}:1: ${path}`)
})

test.each([
  ['selection.jsonl', '{"id":"a","how":"random"}', '{"id":"a","how":"dispute"}'],
  ['split.jsonl', '{"id":"a","side":"tune"}', '{"id":"a","side":"holdout"}'],
])('of two lines of %s for one conversation the first counts', async (name, first, second) => {
  const { a, told } = await read({ [name]: `${first}\n${second}\n` })
  expect([a?.selection?.how ?? a?.side]).toEqual([name === 'split.jsonl' ? 'tune' : 'random'])
  expect(told).toContain(`${name}:2: id`)
})
