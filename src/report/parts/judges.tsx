import { count } from '../format.ts'
import { sayJudge, sayTrust } from '../say-judge.ts'
import { sayUsage } from '../say-usage.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { Said } from './said.tsx'

/** Who judged, how far that can be trusted, and what it cost: said here and nowhere else on the page. */
export function Judges({ summary, text }: Page) {
  const { judges, notAssessed, usage } = summary
  const [cost, ...took] = sayUsage(usage, text)
  const noJudge = notAssessed.find(({ reason }) => reason === 'no_judge')
  const trust = sayTrust(judges, text)
  const named = judges.filter(({ judge }) => judge !== 'none')
  return (
    <>
      {noJudge && <p class="notice">{fill(text.noJudge, { n: count(noJudge.findings) })}</p>}
      {named.length > 0 && (
        <div class="notice">
          {named.map((one) => (
            <p>
              <span class="sub">{text.judge}</span> <Said text={sayJudge(one, text)} />
            </p>
          ))}
          {trust !== null && <p class="sub">{trust}</p>}
          {cost !== undefined && (
            <p>
              <span class="sub">{text.usage}</span> {cost}
              <span class="sub"> · {took.join(' · ')}</span>
            </p>
          )}
          {cost !== undefined && <p class="sub">{text.usageNote}</p>}
        </div>
      )}
    </>
  )
}
