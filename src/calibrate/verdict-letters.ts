import type { Certificate } from '../domain/certificate.ts'
import type { RunFindings } from '../domain/eval-run.ts'
import type { LabelVerdict } from '../domain/eval-set.ts'
import type { Verdict } from '../domain/finding.ts'

const LETTERS: Record<Verdict, string> = { pass: 'p', fail: 'f', not_applicable: 'n', unscored: 'u' }
const NOT_ASKED = '-'

/** What a run said, a letter a conversation and criterion: short enough to stand in a certificate. */
export function verdictLetters(
  conversations: readonly RunFindings[],
  criteria: readonly string[],
): Pick<Certificate['baseline'], 'conversations' | 'verdicts'> {
  const inOrder = conversations.toSorted((a, b) => (a.transcriptId < b.transcriptId ? -1 : 1))
  const letterOf = ({ findings }: RunFindings, criterion: string) => {
    const finding = findings.find((one) => one.criterion === criterion)
    return finding === undefined ? NOT_ASKED : LETTERS[finding.verdict]
  }
  return {
    conversations: inOrder.map(({ transcriptId }) => transcriptId),
    verdicts: Object.fromEntries(
      criteria.map((criterion) => [criterion, inOrder.map((one) => letterOf(one, criterion)).join('')]),
    ),
  }
}

/** The verdicts that letters stand for, by conversation; what was unscored or not asked is left out. */
export function readVerdictLetters(
  { conversations, verdicts }: Certificate['baseline'],
  criterion: string,
): Map<string, LabelVerdict> {
  const letters = Object.hasOwn(verdicts, criterion) ? (verdicts[criterion] ?? '') : ''
  const found = new Map<string, LabelVerdict>()
  for (const [at, id] of conversations.entries()) {
    const letter = letters[at]
    const verdict =
      letter === 'p' ? 'pass' : letter === 'f' ? 'fail' : letter === 'n' ? 'not_applicable' : null
    if (verdict !== null) found.set(id, verdict)
  }
  return found
}
