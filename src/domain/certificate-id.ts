import type { Certificate } from './certificate.ts'
import { canonicalJson, sha256 } from './hash.ts'

/** The id of a certificate: of all that stands in it, so that one that was edited by hand is found out. */
export function certificateId(certificate: Omit<Certificate, 'id'>): string {
  return `c_${sha256(canonicalJson({ ...certificate, id: undefined })).slice(0, 12)}`
}
