import { count, NONE, percent, points } from '../format.ts'
import { fill } from '../text.ts'
import type { Page } from './page.ts'
import { Said } from './said.tsx'

const MOST_SHOWN = 200

export function AgentsTable({ summary, text }: Page) {
  const { agents, agentsLeftOut } = summary
  if (agents.length === 0) return null
  const allFew = agents.every(({ tooFew }) => tooFew)
  const more = Math.max(0, agents.length - MOST_SHOWN)
  return (
    <section id="agents">
      <h2>{text.agents}</h2>
      <p class="note">
        {text.agentsNote}
        {allFew && text.allTooFew}
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>{text.agent}</th>
              <th>{text.team}</th>
              <th class="n">{text.conversations}</th>
              <th class="n total">
                {text.meanTotal}
                {summary.unconfirmedTotals > 0 && <span class="flag">*</span>}
              </th>
              <th class="n">{text.needSolved}</th>
              <th class="n">{text.failedFindings}</th>
              <th class="n">{text.redLines}</th>
            </tr>
          </thead>
          <tbody>
            {agents.slice(0, MOST_SHOWN).map((agent) => (
              <tr>
                <td class="who">
                  <Said text={agent.name ?? agent.id} longest={60} />{' '}
                  {agent.name !== null && (
                    <code>
                      <Said text={agent.id} longest={60} />
                    </code>
                  )}
                  {agent.tooFew && !allFew && <span class="tag">{text.tooFew}</span>}
                </td>
                <td class="sub">{agent.team === null ? NONE : <Said text={agent.team} longest={40} />}</td>
                <td class="n">{count(agent.conversations)}</td>
                <td class={agent.tooFew ? 'n sub' : 'n'}>
                  {points(agent.total.mean)}
                  {agent.total.n < agent.conversations && (
                    <span class="sub"> {fill(text.ofN, { n: agent.total.n })}</span>
                  )}
                </td>
                <td class={agent.needSolved.tooFew ? 'n sub' : 'n'}>
                  {agent.needSolved.n === 0 ? NONE : percent(agent.needSolved.yes / agent.needSolved.n)}
                  {agent.needSolved.n > 0 && (
                    <span class="sub"> {fill(text.ofN, { n: count(agent.needSolved.n) })}</span>
                  )}
                </td>
                <td class={agent.tooFew ? 'n sub' : 'n'}>{count(agent.failed)}</td>
                <td class={agent.redLines > 0 ? 'n bad' : 'n sub'}>{count(agent.redLines)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {summary.unconfirmedTotals > 0 && <p class="note sub">{text.unconfirmedNote}</p>}
      {more + agentsLeftOut > 0 && (
        <p class="note">{fill(text.agentsMore, { n: count(more + agentsLeftOut) })}</p>
      )}
    </section>
  )
}
