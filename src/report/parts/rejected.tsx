import { count } from '../format.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { Said } from './said.tsx'

/** Records that have no grade: how many, and what is wrong with the first of them. */
export function Rejected({ summary, text }: Page) {
  const { counts, rejected } = summary
  const note = fill(text.rejectedNote, { n: count(counts.rejected), shown: count(rejected.length) })
  return (
    <section>
      <h2>{text.rejectedTitle}</h2>
      <p class="note">{counts.rejected === 0 ? text.noRejected : note}</p>
      {rejected.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>{text.rejectedFile}</th>
                <th class="n">{text.rejectedLine}</th>
                <th>{text.rejectedField}</th>
                <th>{text.rejectedReason}</th>
              </tr>
            </thead>
            <tbody>
              {rejected.map(({ file, line, path, message }) => (
                <tr>
                  <td>
                    <Said text={file} />
                  </td>
                  <td class="n">{line === null ? '–' : count(line)}</td>
                  <td>
                    <Said text={path} />
                  </td>
                  <td>
                    <Said text={message} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
