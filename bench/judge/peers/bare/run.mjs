// The bare SDK: one strict request per criterion and conversation, p-limit holding the concurrency.
import { readFileSync, writeFileSync } from 'node:fs'
import OpenAI from 'openai'
import pLimit from 'p-limit'

const { criteria, conversations } = JSON.parse(readFileSync(process.env.BENCH_WORK, 'utf8'))
const client = new OpenAI()
const limit = pLimit(Number(process.env.BENCH_CONCURRENCY))
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['quotes', 'reasoning', 'verdict'],
  properties: {
    quotes: { type: 'array', items: { type: 'string' } },
    reasoning: { type: 'string' },
    verdict: { type: 'string', enum: ['pass', 'fail', 'not_applicable'] },
  },
}

async function grade(criterion, conversation) {
  try {
    const completion = await client.chat.completions.create({
      model: process.env.BENCH_MODEL,
      temperature: 0,
      response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema } },
      messages: [
        {
          role: 'system',
          content: `Grade the customer-service conversation by this criterion.\n\n${criterion.rubric}`,
        },
        { role: 'user', content: conversation.text },
      ],
    })
    const { verdict } = JSON.parse(completion.choices[0].message.content)
    return { id: conversation.id, criterion: criterion.id, verdict }
  } catch (error) {
    return { id: conversation.id, criterion: criterion.id, error: error.message }
  }
}

const pairs = conversations.flatMap((conversation) => criteria.map((criterion) => [criterion, conversation]))
const graded = await Promise.all(pairs.map((pair) => limit(() => grade(...pair))))
writeFileSync(process.env.BENCH_OUT, JSON.stringify(graded))
