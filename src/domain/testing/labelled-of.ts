import type { Label, LabelledConversation, LabelVerdict } from '../eval-set.ts'
import type { Transcript } from '../transcript.ts'

/** A conversation of a customer's and an agent's turn; labels as `{ tone: { li: 'pass' } }`. */
export function labelledOf(
  id: string,
  {
    says = [`${id}号客户问`, `${id}号客服答`],
    customer,
    group = id,
    labels = {},
  }: {
    says?: [customer: string, agent: string]
    customer?: Transcript['customer']
    group?: string
    labels?: Record<string, Record<string, LabelVerdict>>
  } = {},
): LabelledConversation {
  const transcript: Transcript = {
    id,
    channel: 'chat',
    language: 'zh-CN',
    turns: [
      { id: 1, role: 'customer', text: says[0] },
      { id: 2, role: 'agent', text: says[1] },
    ],
    ...(customer && { customer }),
  }
  return { transcript, group, acts: null, labels: mapped(labels, (byRater) => mapped(byRater, labelOf)) }
}

function labelOf(verdict: LabelVerdict): Label {
  return { verdict, turns: [], confidence: null, note: null }
}

function mapped<From, To>(record: Record<string, From>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}
