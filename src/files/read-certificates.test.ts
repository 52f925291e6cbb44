import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { certificateId } from '../domain/certificate-id.ts'
import { certificateOf, certifiedOf } from '../domain/testing/certificate-of.ts'
import { readCertificate, readCertificates } from './read-certificates.ts'
import { writeCertificate } from './write-certificate.ts'

function folderOf(): string {
  return mkdtempSync(join(tmpdir(), 'touchstone-certificates-'))
}

test('what was written is read back as it was, by set and id, and nothing half written stays', async () => {
  const folder = join(folderOf(), 'eval', 'certificates')
  const certificate = certificateOf()
  await writeCertificate(folder, certificate)
  const file = join(folder, `june.${certificate.id}.json`)
  expect(readdirSync(folder)).toEqual([`june.${certificate.id}.json`])
  expect(readFileSync(file, 'utf8')).toMatch(/^{\n {2}"id"[\s\S]*\n}\n$/)
  expect(await readCertificates(folder)).toEqual([certificate])
})

test('writing it again leaves one file, and another certificate of the set another', async () => {
  const folder = folderOf()
  await writeCertificate(folder, certificateOf())
  await writeCertificate(folder, certificateOf())
  await writeCertificate(folder, certificateOf({ by: 'Wu' }))
  expect(await readCertificates(folder)).toHaveLength(2)
})

test('what the latest of a judge says is not written again, and what an older one said is', async () => {
  const folder = folderOf()
  const june = certificateOf()
  const again = { at: '2026-07-01T08:00:00Z', software: 'touchstone 2' }
  await writeCertificate(folder, june)
  expect(await writeCertificate(folder, certificateOf(again))).toEqual({
    file: join(folder, `june.${june.id}.json`),
    certificate: june,
    isKnown: true,
  })
  // In between something else was certified, which counts until the first is said anew.
  await writeCertificate(folder, certificateOf({ ...again, criteria: [] }))
  const last = certificateOf({ at: '2026-08-01T08:00:00Z' })
  expect(await writeCertificate(folder, last)).toMatchObject({ certificate: last, isKnown: false })
  // Of another judge it says nothing.
  const other = { judge: { ...june.judge, model: 'other' }, at: '2026-09-01T08:00:00Z' }
  await writeCertificate(folder, certificateOf(other))
  expect(await writeCertificate(folder, certificateOf({ at: '2026-10-01T08:00:00Z' }))).toMatchObject({
    certificate: last,
    isKnown: true,
  })
})

test('a folder that there is not has none, and other files in one are left alone', async () => {
  const folder = folderOf()
  expect(await readCertificates(join(folder, 'none'))).toEqual([])
  writeFileSync(join(folder, 'README.md'), '# certificates')
  writeFileSync(join(folder, 'june.c_000000000000.json.part'), '{')
  expect(await readCertificates(folder)).toEqual([])
})

const edits: [string, object][] = [
  ['a standing', { criteria: [certifiedOf({ because: 'red_line', standing: 'assist' })] }],
  ['a threshold', { criteria: [certifiedOf({ routing: { ...certifiedOf().routing, threshold: 0.5 } })] }],
  ['who labelled', { set: { ...certificateOf().set, labelledBy: 'models' } }],
  ['the judge', { judge: { ...certificateOf().judge, model: 'other' } }],
  ['who certified', { by: 'Wu' }],
]

test.each(edits)(
  'a file in which %s was edited by hand is refused, with the id that it would have',
  async (_, edit) => {
    const folder = folderOf()
    const { id, ...rest } = certificateOf()
    const edited = { ...rest, ...edit }
    writeFileSync(join(folder, 'a.json'), JSON.stringify({ id, ...edited }))
    await expect(readCertificates(folder)).rejects.toMatchObject({
      code: 'CERTIFICATE_INVALID',
      file: join(folder, 'a.json'),
      issues: [{ path: 'id', message: expect.stringContaining(certificateId(edited)) }],
    })
  },
)

test('a file that contradicts itself is refused with each field, though its id is that of what stands in it', async () => {
  const folder = folderOf()
  const file = join(folder, 'forged.json')
  // Labelled by models, and yet every verdict from .5 on is to stand alone.
  const forged = certificateOf({
    set: { ...certificateOf().set, labelledBy: 'models' },
    criteria: [
      certifiedOf({
        because: 'labelled_by_models',
        routing: { ...certifiedOf().routing, threshold: 0.5, accepted: null },
      }),
    ],
  })
  writeFileSync(file, JSON.stringify(forged))
  await expect(readCertificates(folder)).rejects.toMatchObject({
    code: 'CERTIFICATE_INVALID',
    file,
    issues: [
      {
        path: 'criteria[0].standing',
        message: 'is auto, but labelled_by_models makes it assist',
      },
      {
        path: 'criteria[0].standing',
        message: 'is auto on labels by models; only people’s give auto',
      },
      { path: 'criteria[0].routing.accepted', message: 'auto rests on some; expected n and wrong' },
      { path: 'criteria[0].disagreementBound' },
    ],
  })
})

test('a file that breaks off is told of as a certificate', async () => {
  const file = join(folderOf(), 'a.json')
  writeFileSync(file, JSON.stringify(certificateOf()).slice(0, 100))
  await expect(readCertificate(file)).rejects.toMatchObject({
    issues: [
      { message: expect.stringMatching(/breaks off.*expected the whole certificate up to its last }$/) },
    ],
  })
})

test('a file whose keys and spaces were put in order is still the same certificate', async () => {
  const folder = folderOf()
  const certificate = certificateOf()
  writeFileSync(
    join(folder, 'a.json'),
    JSON.stringify(Object.fromEntries(Object.entries(certificate).reverse())),
  )
  expect(await readCertificates(folder)).toEqual([certificate])
})

test('what is no certificate is refused with its file and the field', async () => {
  const folder = folderOf()
  const file = join(folder, 'a.json')
  const refused = async (text: string) => {
    writeFileSync(file, text)
    return readCertificate(file).then(
      () => null,
      (error: unknown) => error,
    )
  }
  expect(await refused('{"id": ')).toMatchObject({ code: 'CERTIFICATE_INVALID', file })
  expect(await refused('{}')).toMatchObject({
    issues: expect.arrayContaining([expect.objectContaining({ path: 'at' })]),
  })
  const more = { ...certificateOf(), trusted: true }
  expect(await refused(JSON.stringify(more))).toMatchObject({ code: 'CERTIFICATE_INVALID' })
  await expect(readCertificate(join(folder, 'none.json'))).rejects.toMatchObject({
    code: 'CERTIFICATE_INVALID',
  })
})

test('a folder that is a file, or a certificate that is a folder, is told and not passed over', async () => {
  const folder = folderOf()
  writeFileSync(join(folder, 'file'), '')
  await expect(readCertificates(join(folder, 'file'))).rejects.toMatchObject({ code: 'CERTIFICATE_INVALID' })
  mkdirSync(join(folder, 'a.json'))
  await expect(readCertificates(folder)).rejects.toMatchObject({ code: 'CERTIFICATE_INVALID' })
})
