import { count } from '../format.ts'
import { Said } from '../parts/said.tsx'
import { fill } from '../text.ts'
import type { EvalPage } from './page.ts'

export interface SliceRow {
  name: string
  /** One of many small ones, which open on request. */
  minor: boolean
  /** In the order of the head, all but the first. */
  cells: string[]
}

/** Parts of the set, a row each; `head` names the columns after the first. */
export function SliceTable({
  page,
  head,
  rows,
}: {
  page: EvalPage
  head: readonly string[]
  rows: readonly SliceRow[]
}) {
  const { text } = page
  const minor = rows.filter((row) => row.minor)
  return (
    <>
      <Rows page={page} head={head} rows={rows.filter((row) => !row.minor)} />
      {minor.length > 0 && (
        <details>
          <summary class="sub">{fill(text.fewAgents, { n: count(minor.length) })}</summary>
          <Rows page={page} head={head} rows={minor} />
        </details>
      )}
    </>
  )
}

function Rows({ page, head, rows }: Parameters<typeof SliceTable>[0]) {
  return (
    <div class="scroll">
      <table class="slices">
        <thead>
          <tr>
            <th scope="col">{page.text.sliceOf}</th>
            {head.map((name) => (
              <th scope="col" class="n">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr>
              <th scope="row">
                <Said text={name} longest={200} />
              </th>
              {cells.map((cell) => (
                <td class="n">{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
