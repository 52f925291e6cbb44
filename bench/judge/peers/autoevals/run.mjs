// autoevals: one classifier per criterion with its default chain of thought, p-limit holding the concurrency.
import { readFileSync, writeFileSync } from 'node:fs'
import { LLMClassifierFromTemplate } from 'autoevals'
import OpenAI from 'openai'
import pLimit from 'p-limit'

const { criteria, conversations } = JSON.parse(readFileSync(process.env.BENCH_WORK, 'utf8'))
const client = new OpenAI()
const limit = pLimit(Number(process.env.BENCH_CONCURRENCY))
const classifiers = criteria.map(({ id, rubric }) => ({
  id,
  rubric,
  classify: LLMClassifierFromTemplate({
    name: id,
    promptTemplate:
      'Grade the customer-service conversation by this criterion.\n\n{{rubric}}\n\n[Conversation]\n{{output}}\n[End of conversation]\n',
    choiceScores: { pass: 1, fail: 0, not_applicable: 1 },
    model: process.env.BENCH_MODEL,
    temperature: 0,
  }),
}))

async function grade({ id, rubric, classify }, conversation) {
  try {
    const { metadata } = await classify({ output: conversation.text, rubric, client })
    return { id: conversation.id, criterion: id, verdict: metadata.choice }
  } catch (error) {
    return { id: conversation.id, criterion: id, error: error.message }
  }
}

const pairs = conversations.flatMap((conversation) =>
  classifiers.map((classifier) => [classifier, conversation]),
)
const graded = await Promise.all(pairs.map((pair) => limit(() => grade(...pair))))
writeFileSync(process.env.BENCH_OUT, JSON.stringify(graded))
