import type { Finding } from '../domain/finding.ts'

export type Standing = Finding['standing']

/** How a judge's pass or fail stands; null for what code or a person decided, and for what is no pass and no fail. */
export function judgedStanding({ standing, verdict, by }: Finding): Standing | null {
  const judged = by === 'judgment' || by === 'steps'
  return judged && (verdict === 'pass' || verdict === 'fail') ? standing : null
}
