import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificate } from '../domain/certificate.ts'
import { saysTheSame } from '../domain/certificate-id.ts'
import { canonicalJson } from '../domain/hash.ts'
import { readCertificates } from './read-certificates.ts'

export interface WrittenCertificate {
  file: string
  /** The one that stands in the file. */
  certificate: Certificate
  /** Whether it was there already, saying the same: then nothing was written. */
  isKnown: boolean
}

/**
 * Writes a certificate into a folder, whole or not at all; one that says what its judge's latest there says is not written again.
 * @throws GraderError CERTIFICATE_INVALID where the folder holds one that cannot be relied on
 */
export async function writeCertificate(
  folder: string,
  certificate: Certificate,
): Promise<WrittenCertificate> {
  const fileOf = ({ set, id }: Certificate) => join(folder, `${set.name}.${id}.json`)
  const there = await readCertificates(folder)
  // The newest of a judge counts: what one before it said has to be said again.
  const isLatest = ({ at, judge }: Certificate) =>
    there.every((other) => other.at <= at || canonicalJson(other.judge) !== canonicalJson(judge))
  const known = there.find((one) => saysTheSame(one, certificate) && isLatest(one))
  if (known !== undefined) return { file: fileOf(known), certificate: known, isKnown: true }
  await mkdir(folder, { recursive: true })
  const file = fileOf(certificate)
  const unfinished = `${file}.part`
  await writeFile(unfinished, `${JSON.stringify(certificate, null, 2)}\n`)
  await rename(unfinished, file)
  return { file, certificate, isKnown: false }
}
