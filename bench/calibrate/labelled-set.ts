import { type EvalSet, LABEL_VERDICTS, type LabelVerdict } from '../../src/domain/eval-set.ts'
import type { Finding } from '../../src/domain/finding.ts'
import { seededRandom } from '../../src/domain/seeded-random.ts'
import { findingOf } from '../../src/domain/testing/finding-of.ts'

const CHANNELS = ['chat', 'phone', 'email'] as const
const TEAMS = ['a', 'b', 'c', 'd'] as const

/** A set labelled by three raters, and a judge's findings on it: nine in ten of each agree with what is drawn as true. */
export function labelledSet(conversations: number, criteria: number) {
  const random = seededRandom(1)
  const ids = Array.from({ length: criteria }, (_, at) => `criterion_${at + 1}`)
  const findings = new Map<string, Finding[]>()
  const set: EvalSet = {
    name: 'bench',
    title: null,
    labelledBy: 'models',
    purpose: 'measure',
    test: 'open',
    scorecards: [],
    raters: ['a', 'b', 'c'],
    conversations: Array.from({ length: conversations }, (_, at) => {
      const id = `c${at}`
      const truths = ids.map(() => drawn(random))
      findings.set(
        id,
        ids.map((criterion, place) => judgedAs(criterion, near(truths[place] ?? 'pass', random), random())),
      )
      const labelOf = (truth: LabelVerdict) => ({
        verdict: near(truth, random),
        turns: [2],
        confidence: null,
        note: null,
      })
      return {
        transcript: {
          id,
          channel: CHANNELS[at % CHANNELS.length] ?? 'chat',
          language: at % 2 === 0 ? 'zh-CN' : 'en',
          agent: { id: `agent-${at % 40}`, team: TEAMS[at % TEAMS.length] ?? 'a' },
          turns: [
            { id: 1, role: 'customer', text: `question ${at}` },
            { id: 2, role: 'agent', agentId: `agent-${at % 40}`, text: `answer ${at}` },
          ],
        },
        group: id,
        labels: Object.fromEntries(
          ids.map((criterion, place) => {
            const truth = truths[place] ?? 'pass'
            return [criterion, { a: labelOf(truth), b: labelOf(truth), c: labelOf(truth) }]
          }),
        ),
        acts: null,
      }
    }),
  }
  return { set, findings }
}

function drawn(random: () => number): LabelVerdict {
  const share = random()
  return share < 0.6 ? 'pass' : share < 0.9 ? 'fail' : 'not_applicable'
}

function near(truth: LabelVerdict, random: () => number): LabelVerdict {
  return random() < 0.9 ? truth : (LABEL_VERDICTS[Math.floor(3 * random())] ?? truth)
}

function judgedAs(criterion: string, verdict: LabelVerdict, raw: number): Finding {
  return findingOf({ criterion, verdict, confidence: { raw: 0.5 + raw / 2, calibrated: null } })
}
