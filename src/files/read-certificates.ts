import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Certificate } from '../domain/certificate.ts'
import { certificateId } from '../domain/certificate-id.ts'
import { certificateInvariants } from '../domain/certificate-invariants.ts'
import { GraderError, type Issue } from '../domain/errors.ts'
import { explainJsonError } from '../intake/explain-json-error.ts'
import { plainIssues } from '../intake/plain-issues.ts'

/**
 * The certificates of a folder, by the names of their files; none where there is no such folder.
 * @throws GraderError CERTIFICATE_INVALID for a file that is none, whose figures are not those it was written with or
 * contradict each other, and for a folder that cannot be read.
 */
export async function readCertificates(folder: string): Promise<Certificate[]> {
  const names = (await listFolder(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map((name) => readCertificate(join(folder, name))))
}

/** @throws GraderError as `readCertificates`, and where the file cannot be read. */
export async function readCertificate(file: string): Promise<Certificate> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw invalid(file, [{ path: '', message: error instanceof Error ? error.message : String(error) }])
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw invalid(file, [{ path: '', message: explainJsonError(text, error, 'certificate') }])
  }
  const parsed = Certificate.safeParse(json)
  if (!parsed.success) throw invalid(file, plainIssues(parsed.error))
  const { id, ...rest } = parsed.data
  const right = certificateId(rest)
  if (id !== right) {
    const message = `says ${id}, but what stands in it makes ${right}: it was changed after \`eval certify\` wrote it; certify anew`
    throw invalid(file, [{ path: 'id', message }])
  }
  const contradictions = certificateInvariants(parsed.data)
  if (contradictions.length > 0) throw invalid(file, contradictions)
  return parsed.data
}

function invalid(file: string, issues: Issue[]): GraderError {
  return new GraderError('CERTIFICATE_INVALID', 'is no certificate that can be relied on', { file, issues })
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    const why = error instanceof Error ? error.message : String(error)
    throw new GraderError('CERTIFICATE_INVALID', `no folder of certificates can be read here: ${why}`, {
      file: folder,
      cause: error,
    })
  }
}
