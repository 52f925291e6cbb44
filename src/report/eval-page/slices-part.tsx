import { ratio, ratioInterval } from '../eval-format.ts'
import { count } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import { type EvalPage, sayLabelledBy } from './page.ts'
import { SliceTable } from './slice-table.tsx'
import { isFound, sayDifference, sliceName } from './slice-words.ts'

/** The mean κ of each part of the set, and where the judge errs differently. */
export function SlicesPart({ page }: { page: EvalPage }) {
  const { report, text } = page
  const labelled = sayLabelledBy(report.set.labelledBy, text)
  return (
    <section id="slices">
      <h2>{text.slicesTitle}</h2>
      <p class="note">{text.slicesNote}</p>
      <p class="labelled">{labelled}</p>
      <SliceTable
        page={page}
        head={[text.conversations, text.macro, text.interval]}
        rows={report.slices.map((slice) => ({
          name: sliceName(slice, page),
          minor: slice.by === 'agents' && slice.few,
          cells: [
            count(slice.conversations),
            `${ratio(slice.macroKappa.value)}${slice.few ? '*' : ''}`,
            slice.few ? '' : ratioInterval(slice.macroKappa.interval),
          ],
        }))}
      />
      <h3>{text.differencesTitle}</h3>
      <p class="labelled">{labelled}</p>
      <Differences page={page} />
    </section>
  )
}

function Differences({ page }: { page: EvalPage }) {
  const { report, text } = page
  const found = report.differences.filter(isFound)
  const n = count(report.differences.length)
  if (report.differences.length === 0) return <p class="note">{text.noDifferences}</p>
  if (found.length === 0) return <p class="note">{fill(text.differencesNone, { n })}</p>
  return (
    <ul class="notes">
      {found.map((one) => (
        <li>
          <Said text={sayDifference(one, page)} longest={500} />
        </li>
      ))}
    </ul>
  )
}
