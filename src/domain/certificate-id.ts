import type { Certificate } from './certificate.ts'
import { canonicalJson, sha256 } from './hash.ts'

/** The id of a certificate: of all that stands in it, so that one that was edited by hand is found out. */
export function certificateId(certificate: Omit<Certificate, 'id'>): string {
  return `c_${sha256(canonicalJson({ ...certificate, id: undefined })).slice(0, 12)}`
}

/** Whether two certificates say the same, whenever and by which version of the program they were made. */
export function saysTheSame(one: Certificate, other: Certificate): boolean {
  return certificateSaying(one) === certificateSaying(other)
}

function certificateSaying(certificate: Certificate): string {
  return canonicalJson({ ...certificate, id: undefined, at: undefined, software: undefined })
}
