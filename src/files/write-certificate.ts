import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Certificate } from '../domain/certificate.ts'

/** Writes a certificate into a folder, whole or not at all; gives the file. */
export async function writeCertificate(folder: string, certificate: Certificate): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${certificate.set.name}.${certificate.id}.json`)
  const unfinished = `${file}.part`
  await writeFile(unfinished, `${JSON.stringify(certificate, null, 2)}\n`)
  await rename(unfinished, file)
  return file
}
