import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { touchstone } from './touchstone.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'touchstone-eval-html-'))

test('--html writes every disagreement of a run as a page beside the table', async () => {
  const folder = newFolder()
  const args = ['run', 'service-v1', '--criterion', 'respectful_tone', '--language', 'en']
  const run = await touchstone(['eval', ...args, '--html', 'page.html', '--disagreements', 'all'], folder)
  expect([run.code, run.stderr]).toEqual([0, 'page: page.html\n'])
  const page = readFileSync(join(folder, 'page.html'), 'utf8')
  expect(page).toContain('Labelled by language models; no person has labelled it')
  const [, listed] = /Respectful tone: (\d+), shown/.exec(run.stdout) ?? []
  expect(page.match(/<details class="case"/g)).toHaveLength(Number(listed))
  expect(page).toContain('<mark><bdi>')
})

test('--html writes over nothing that is not named as a page', async () => {
  const folder = newFolder()
  writeFileSync(join(folder, 'labels.csv'), 'id\n')
  const run = await touchstone(['eval', 'run', 'service-v1', '--html', 'labels.csv'], folder)
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('a file whose name ends in .html')])
  expect(readFileSync(join(folder, 'labels.csv'), 'utf8')).toBe('id\n')
})
