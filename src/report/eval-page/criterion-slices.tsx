import type { CriterionReport } from '../../calibrate/eval-report.ts'
import { percentInterval, ratio } from '../eval-format.ts'
import { count, percent } from '../format.ts'
import { Said } from '../parts/said.tsx'
import type { EvalPage } from './page.ts'
import { SliceTable } from './slice-table.tsx'
import { isFound, sayDifference, sliceName } from './slice-words.ts'

/** One criterion in each part of the set. */
export function CriterionSlices({ page, one }: { page: EvalPage; one: CriterionReport }) {
  const { report, text } = page
  const rows = report.slices.flatMap((slice) => {
    const own = slice.criteria.find(({ criterion }) => criterion === one.criterion)
    if (own === undefined || own.n === 0) return []
    const { n, kappa, few, agreement, failRecall } = own
    const cells = [
      count(n),
      `${ratio(kappa)}${few ? '*' : ''}`,
      percent(agreement),
      percent(failRecall.value),
      percentInterval(failRecall.interval),
    ]
    return [{ name: sliceName(slice, page), minor: slice.by === 'agents' && slice.few, cells }]
  })
  const found = report.differences.filter((each) => each.criterion === one.criterion && isFound(each))
  return (
    <>
      <SliceTable
        page={page}
        head={[text.n, text.kappa, text.agreement, text.recall, text.interval]}
        rows={rows}
      />
      <p class="note">{text.slicesNote}</p>
      {found.map((each) => (
        <p>
          <Said text={sayDifference(each, page)} longest={500} />
        </p>
      ))}
    </>
  )
}
