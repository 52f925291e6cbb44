import type { RunFindings } from '../domain/eval-run.ts'
import { hasFailed, UnscoredReason } from '../domain/finding.ts'
import { count } from '../report/format.ts'
import { reportText } from '../report/text.ts'

/** How many findings failed for a cause that passes, as a line for a person; null where none did. */
export function tellFailed(conversations: readonly Pick<RunFindings, 'findings'>[]): string | null {
  const failed = conversations.flatMap(({ findings }) => findings.filter(hasFailed))
  if (failed.length === 0) return null
  const words = reportText('en')
  const reasons = UnscoredReason.options.flatMap((reason) => {
    const n = failed.filter((one) => one.reason === reason).length
    return n === 0 ? [] : [`${words[`reason.${reason}`]} ${count(n)}`]
  })
  const among = count(conversations.filter(({ findings }) => findings.some(hasFailed)).length)
  return `${count(failed.length)} findings in ${among} conversations failed and are in no figure (${reasons.join(', ')}); the same command asks again for them\n`
}
