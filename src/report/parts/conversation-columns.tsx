import { dateTime, NONE } from '../format.ts'
import type { ReportText } from '../text.ts'
import { Said } from './said.tsx'

/** The head of the columns that say which conversation a row is of. */
export function ConversationHead({ text }: { text: ReportText }) {
  return (
    <>
      <th>{text.conversation}</th>
      <th>{text.startedAt}</th>
      <th>{text.agent}</th>
    </>
  )
}

interface Conversation {
  transcriptId: string
  startedAt: string | null
  agents: readonly string[]
}

/** Which conversation a row is of: its id, when it began, and who spoke for the company. */
export function ConversationCells({ one }: { one: Conversation }) {
  return (
    <>
      <td>
        <Said text={one.transcriptId} longest={80} />
      </td>
      <td class="sub date">{one.startedAt === null ? NONE : dateTime(one.startedAt)}</td>
      <td class="names">
        <Said text={one.agents.join(', ') || NONE} longest={80} />
      </td>
    </>
  )
}
