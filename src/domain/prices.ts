import { z } from 'zod'

const usd = z.number().nonnegative()

/** USD for a million tokens of each kind. */
const Rates = z.strictObject({
  /** Input that is neither read from the provider's cache nor written to it. */
  input: usd,
  cachedInput: usd,
  /** Input that is written to the provider's cache; `input` where a provider writes for nothing. */
  cacheWrite: usd,
  output: usd,
})
export type Rates = z.infer<typeof Rates>

const ModelPrice = Rates.extend({
  /** As in `--judge PROVIDER:MODEL`; whatever speaks OpenAI's API is `openai`. */
  provider: z.enum(['openai', 'anthropic']),
  /** A model's name, or the start of one and `*`. */
  model: z.string().min(1),
  /** What a request costs whose input is longer than `over` tokens: all of it, not only what is over. */
  longPrompt: Rates.extend({ over: z.int().positive() }).optional(),
  /** What a batch costs; `batchShare` says the same as a share of everything above. Neither: not known. */
  batch: Rates.optional(),
  batchShare: z.number().positive().max(1).optional(),
  /** A key of `sources`. */
  source: z.string().optional(),
}).refine(({ batch, batchShare }) => batch === undefined || batchShare === undefined, {
  message: 'give "batch" or "batchShare", not both',
  path: ['batchShare'],
})
export type ModelPrice = z.infer<typeof ModelPrice>

const Source = z.strictObject({ page: z.string().min(1), asOf: z.iso.date(), note: z.string().optional() })

/** What models cost, as some documents said on some day: dated, and never certain. */
export const Prices = z
  .strictObject({
    /** Day of the oldest source. */
    asOf: z.iso.date(),
    sources: z.record(z.string(), Source).default({}),
    models: z.array(ModelPrice),
  })
  .superRefine(({ sources, models }, { addIssue }) => {
    models.forEach(({ source }, index) => {
      if (source === undefined || source in sources) return
      addIssue({ code: 'custom', path: ['models', index, 'source'], message: `no source "${source}" above` })
    })
  })
export type Prices = z.infer<typeof Prices>
