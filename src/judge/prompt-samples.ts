import type { Wrong } from './read-reply.ts'
import type { StableVariables, VaryingVariables } from './render-prompt.ts'

const PROBLEMS: Wrong[] = [
  { criterion: 'respectful_tone', act: null, problem: 'not_in_turn', turn: 2, quote: 'Hurry up' },
  { criterion: null, act: 'empathy', problem: 'in_other_turn', turn: 1, quote: 'You waited', other: 2 },
  { criterion: 'respectful_tone', act: null, problem: 'no_such_turn', turn: 9, turns: 2 },
  { criterion: 'respectful_tone', act: null, problem: 'wrong_speaker', turn: 1, speaker: 'customer' },
  { criterion: null, act: 'empathy', problem: 'wrong_actor', turn: 1, by: 'agent' },
  { criterion: 'respectful_tone', act: null, problem: 'no_evidence' },
  { criterion: 'respectful_tone', act: null, problem: 'missing' },
  { criterion: null, act: null, problem: 'unreadable' },
]
const CRITERION = {
  id: 'respectful_tone',
  asks: 'Is the agent respectful?',
  pass: null,
  fail: null,
  notApplicable: null,
  examples: [],
  levels: null,
}
const FIRST = {
  transcript: '<transcript>\n[1] customer: "Hello?"\n[2] agent: "You waited."\n</transcript>',
  channel: 'chat',
  language: 'en',
  part: 1,
  parts: 1,
  order: ['respectful_tone'],
  acts: [],
  wrong: [],
} as const satisfies VaryingVariables

/** Variables that reach every branch of a prompt: with all there can be, and with as little. */
export function samplePromptVariables(): { stable: StableVariables; varying: VaryingVariables }[] {
  const full = {
    ...CRITERION,
    pass: 'Yes.',
    fail: 'No.',
    notApplicable: 'never',
    examples: (['pass', 'fail', 'not_applicable'] as const).map((verdict) => ({
      quote: 'Hurry up',
      verdict,
      why: 'a command',
    })),
    levels: [0, 1, 2],
  }
  const acts = [
    { id: 'upset', by: 'customer', means: 'is upset' },
    { id: 'empathy', by: 'agent', means: 'feels with the customer' },
  ] as const
  return [
    { stable: { criteria: [CRITERION], acts: [] }, varying: FIRST },
    { stable: { criteria: [], acts }, varying: { ...FIRST, order: [], acts: ['upset', 'empathy'] } },
    {
      stable: { criteria: [full, CRITERION], acts },
      varying: { ...FIRST, language: 'zh-CN', parts: 2, acts: ['empathy'], wrong: PROBLEMS },
    },
    {
      stable: { criteria: [full], acts },
      varying: { ...FIRST, channel: 'phone', language: 'zh-TW', part: 2, parts: 2 },
    },
  ]
}
