// promptfoo: the conversation as the output to grade, each criterion an llm-rubric with the default grading prompt.
import { readFileSync } from 'node:fs'

const { criteria, conversations } = JSON.parse(readFileSync(process.env.BENCH_WORK, 'utf8'))

export default {
  description: 'ten criteria',
  prompts: ['{{conversation}}'],
  providers: ['echo'],
  defaultTest: {
    options: { provider: { id: `openai:chat:${process.env.BENCH_MODEL}`, config: { temperature: 0 } } },
    assert: criteria.map(({ id, rubric }) => ({ type: 'llm-rubric', metric: id, value: rubric })),
  },
  tests: conversations.map(({ id, text }) => ({ description: id, vars: { conversation: text } })),
}
