import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMapping } from './read-mapping.ts'

const valid = `columns: { conversation: id, role: who, text: body, at: when }
roles: { customer: customer }
defaults: { channel: chat, language: auto, timezone: UTC }
`

async function read(yaml: string) {
  const file = join(await mkdtemp(join(tmpdir(), 'touchstone-mapping-')), 'mapping.yaml')
  await writeFile(file, yaml)
  return readMapping(file)
}

test.each(['store-export', 'support-export-en'])('the shipped mapping %s is valid', async (name) => {
  expect((await readMapping(`data/mappings/${name}.yaml`)).columns.conversation).not.toBe('')
})

test('what a mapping leaves out has its default', async () => {
  expect(await read(valid)).toMatchObject({
    timeFormats: 'auto',
    encoding: 'auto',
    delimiter: ',',
    idPrefix: '',
  })
})

test.each([
  ['a column it does not know', valid.replace('at: when', 'wehn: when'), 'columns.wehn'],
  ['no text column', valid.replace(', text: body', ''), 'columns.text'],
  ['a role that is none', valid.replace('customer: customer', '买家: buyer'), 'roles.买家'],
  ['no roles', valid.replace('{ customer: customer }', '{}'), 'roles'],
  ['a time zone that is none', valid.replace('UTC', 'Shanghai'), 'defaults.timezone'],
  ['a time format without its date', `${valid}timeFormats: ["HH:mm"]\n`, 'timeFormats'],
  ['an encoding it does not know', `${valid}encoding: latin1\n`, 'encoding'],
])('%s is refused by file and field', async (_, yaml, path) => {
  await expect(read(yaml)).rejects.toMatchObject({
    code: 'MAPPING_INVALID',
    file: expect.stringContaining('mapping.yaml'),
    issues: [expect.objectContaining({ path: expect.stringContaining(path) })],
  })
})

test('a mapping that is not there is not found', async () => {
  await expect(readMapping('no-such.yaml')).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' })
})
