import { startProvider } from '../../test/fakes/provider.ts'
import { answerRubric } from './answer-rubric.ts'
import { ProviderOptions, type ProviderReport } from './start-provider.ts'

// The project's fake provider in a process of its own, so that it shares no event loop with what is measured.
const options = ProviderOptions.parse(JSON.parse(process.argv[2] ?? '{}'))
let firstMs: number | null = null
let seen = 0
const sample: string[] = []

const provider = await startProvider({
  latencyMs: options.latencyMs,
  record: 'counters',
  answer(question) {
    firstMs ??= Date.now()
    // Steps of the golden ratio: an even share of all requests, whatever the order of the criteria.
    if ((seen * 0.6180339887498949) % 1 < options.sampleShare)
      sample.push(question.parts.map(({ text }) => text).join('\n'))
    seen += 1
    return answerRubric(question)
  },
})
process.on('message', () => {
  const report: ProviderReport = { stats: provider.stats(), firstMs, sample }
  process.send?.(report)
})
process.once('disconnect', () => provider.close())
process.send?.({ baseUrl: provider.openaiBaseUrl })
