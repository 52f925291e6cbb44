import { count, dateTime, NONE, wait } from '../format.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { Said } from './said.tsx'

export function Slowest({ summary, text, language }: Page) {
  const { slowest, firstResponses } = summary
  return (
    <section id="slowest">
      <h2>{text.slowest}</h2>
      <p class="note">
        {slowest.length === 0 ? text.noSlowest : fill(text.slowestNote, { n: count(firstResponses) })}
      </p>
      {slowest.length > 0 && (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>{text.conversation}</th>
                <th>{text.startedAt}</th>
                <th>{text.channel}</th>
                <th>{text.agent}</th>
                <th class="n">{text.waited}</th>
                <th>{text.verdict}</th>
              </tr>
            </thead>
            <tbody>
              {slowest.map((one) => (
                <tr>
                  <td>
                    <Said text={one.transcriptId} longest={80} />
                  </td>
                  <td class="sub date">{one.startedAt === null ? NONE : dateTime(one.startedAt)}</td>
                  <td class="sub nowrap">{text[`channel.${one.channel}`]}</td>
                  <td class="names">
                    <Said text={one.agent ?? NONE} longest={60} />
                  </td>
                  <td class="n">{wait(one.waitMs, language)}</td>
                  <td class={one.verdict === 'fail' ? 'bad nowrap' : 'sub nowrap'}>
                    {text[`verdict.${one.verdict}`]}
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
