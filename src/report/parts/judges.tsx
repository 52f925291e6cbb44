import type { JudgeSummary } from '../../insight/judge-tally.ts'
import { count } from '../format.ts'
import { sayCertificates } from '../say-certificate.ts'
import { sayJudge, sayTrust } from '../say-judge.ts'
import { sayStandings } from '../say-standing.ts'
import { sayUsage } from '../say-usage.ts'
import { fill } from '../text.ts'
import { CertificateDetails } from './certificate-details.tsx'
import type { Page } from './page.ts'
import { Said } from './said.tsx'

/** Who judged, how far that can be trusted, and what it cost: said here and nowhere else on the page. */
export function Judges({ summary, text, language }: Page) {
  const { judges, notAssessed, usage } = summary
  const off = summary.criteria.filter((one) => one.off > 0).length
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
            <JudgeStanding judge={one} summary={summary} text={text} />
          ))}
          {off > 0 && <p class="sub">{fill(text.offNote, { n: count(off) })}</p>}
          {trust !== null && <p class="sub">{trust}</p>}
          {cost !== undefined && (
            <p>
              <span class="sub">{text.usage}</span> {cost}
              <span class="sub"> · {took.join(' · ')}</span>
            </p>
          )}
          {cost !== undefined && <p class="sub">{text.usageNote}</p>}
          <CertificateDetails summary={summary} text={text} language={language} />
        </div>
      )}
    </>
  )
}

/** A judge, the certificates it has, and how its verdicts stand. */
function JudgeStanding({ judge, summary, text }: Omit<Page, 'language'> & { judge: JudgeSummary }) {
  const stood = sayStandings(judge.standings, text)
  return (
    <>
      <p>
        <span class="sub">{text.judge}</span> <Said text={sayJudge(judge, text)} />
      </p>
      {sayCertificates(judge, summary.certificates, text).map((line) => (
        <p>
          <Said text={line} />
        </p>
      ))}
      {stood !== '' && (
        <p class="names">
          <span class="sub">{text.standings}</span> {stood}
        </p>
      )}
    </>
  )
}
