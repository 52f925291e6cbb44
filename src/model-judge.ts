import type { Config, ModelName, ProviderName } from './config.ts'
import { GraderError } from './domain/errors.ts'
import type { Prices } from './domain/prices.ts'
import type { RunEstimate } from './domain/run-estimate.ts'
import { readPrices } from './files/read-prices.ts'
import { readPrompt } from './files/read-prompt.ts'
import type { Incoming } from './intake/incoming.ts'
import { makeRedact } from './intake/redact/make-redact.ts'
import { type ChatModel, type ChatRequest, DEFERRED } from './judge/chat-model.ts'
import type { Judge } from './judge/judge.ts'
import type { JudgmentMemory } from './judge/judgment-memory.ts'
import { makeLlmJudge } from './judge/llm-judge.ts'
import type { ModelFacts } from './judge/model-facts.ts'
import { lookingInto, noMemory } from './judge/passing-memories.ts'
import type { Redact } from './judge/redaction.ts'
import type { JudgePrompt } from './judge/render-prompt.ts'
import { type Budget, makeBudget } from './models/budget.ts'
import { mostCost } from './models/budget-most.ts'
import { refuseUnpricedBudget } from './models/budget-price.ts'
import { makeEstimatingModel } from './models/estimate.ts'
import { makeGovernor } from './models/governor.ts'
import { governorSettings } from './models/governor-settings.ts'
import { makeChatModel } from './models/make-chat-model.ts'
import { priceTokens } from './models/price-tokens.ts'
import { overridePrices } from './models/prices.ts'
import type { Provider, Timer } from './models/provider.ts'
import { FIRST_DIALECT } from './models/schema-mode.ts'
import { systemTimer } from './models/system-timer.ts'
import { type AskByBatchOptions, askByBatch } from './services/ask-by-batch.ts'
import type { AskByBatchDeps, BatchMoney, ModelLog } from './services/batch-deps.ts'

/** How a language model is to judge. */
export interface ModelFlags {
  /** Requests in flight at most. */
  concurrency: number
  /** How often each conversation is asked. @default 1 */
  votes?: number
  /** Whether personal data is replaced before anything is sent. @default true */
  redact?: boolean
  /** What an order number looks like, where order numbers are to be replaced too. */
  orderNumbers?: string | undefined
  /** Most that may be spent, in US dollars; null for no limit. */
  budgetUsd?: number | null
  /** A file of prices that go before the shipped ones. */
  prices?: string | undefined
  /** Whether `askBatches` will be called, at the prices of batches. */
  viaBatch?: boolean
  /** Uses no finding again that was made together with other questions. @default false */
  sameCompany?: boolean
  /** Gives up what waits to be asked when it aborts. */
  stopping?: AbortSignal
  /** Whether nothing is to be asked, so that no key is needed. */
  offline?: boolean
  /** Waits for retries and batches. @default the system's */
  timer?: Timer
  log: ModelLog
}

/** What a model judge keeps between runs. */
export interface Kept {
  memory: JudgmentMemory
  facts: ModelFacts
}

/** A judge with a language model behind it, and the other ways of using that model. */
export interface ModelJudge {
  judge: Judge
  /** The words it is asked with, by language. */
  prompts: Record<string, string>
  /** Asks nothing and counts what it would ask. */
  estimating(): { judge: Judge; result(): RunEstimate }
  /** Asks nothing and notes what it would send. */
  noting(): { judge: Judge; noted: { request: ChatRequest; body: object }[] }
  /** Has the provider answer in batches what grading the input will ask. */
  askBatches(
    deps: Pick<AskByBatchDeps, 'store' | 'shelf' | 'clock'>,
    source: () => AsyncIterable<Incoming[]>,
    options: AskByBatchOptions,
  ): Promise<void>
  /** What was spent, in US dollars; null where some price is unknown. */
  spent(): number | null
}

/**
 * Reads all that a model judge needs; what comes back makes the judge, and cannot fail.
 * @throws GraderError CONFIG_INVALID without a key; PROMPT_INVALID; USAGE for a budget without a price.
 */
export async function loadModelJudge(
  config: Config,
  { provider, model }: ModelName,
  flags: ModelFlags,
): Promise<(kept: Kept) => ModelJudge> {
  const { apiKey, baseUrl } = config.providers[provider]
  if (apiKey === '' && flags.offline !== true && /^https:\/\/api\.(?:openai|anthropic)\.com/.test(baseUrl)) {
    const name = `${provider.toUpperCase()}_API_KEY`
    const issues = [{ path: name, message: 'the key of the API; it is not set' }]
    throw new GraderError('CONFIG_INVALID', `the judge ${provider}:${model} needs a key`, { issues })
  }
  const { redact = true, votes = 1, budgetUsd = null, viaBatch = false, sameCompany = false, log } = flags
  const { timer = systemTimer } = flags
  const orderNumbers = orderPattern(flags.orderNumbers)
  const [prompts, prices, adapters] = await Promise.all([
    readPrompts(config),
    pricesOf(config, flags.prices),
    loadAdapters(provider),
  ])
  refuseUnpricedBudget(budgetUsd, prices, { provider, model, via: viaBatch ? 'batch' : 'live' })
  const settings = { ...governorSettings, concurrency: flags.concurrency }
  const server = serverOf(baseUrl)
  const redaction = !redact ? 'off' : orderNumbers === null ? 'on' : `on, orders ${orderNumbers.source}`
  return ({ memory, facts }) => {
    const options = { apiKey, baseUrl, model, facts, log, timeoutMs: config.modelTimeoutMs }
    const budget = makeBudget(budgetUsd)
    const single = adapters.live(options)
    const live = makeChatModel({
      provider: single,
      settings,
      prices,
      budget,
      timer,
      log,
      ...(flags.stopping && { stopping: flags.stopping }),
    })
    const governor = makeGovernor({ provider, model }, settings, timer, log)
    const price = priceTokens(prices, provider, model, 'batch')
    const judgeWith = (chat: ChatModel, remembering: JudgmentMemory) =>
      makeLlmJudge({
        chat,
        memory: remembering,
        prompts,
        redact: redact ? makeRedact({ orderNumbers }) : asItIs,
        redaction,
        votes,
        sameCompany,
        ...(server !== null && { server }),
      })
    const batches = adapters.batch({ ...options, priceOf: price ?? unpriced })
    return {
      judge: judgeWith(live, memory),
      prompts: Object.fromEntries(Object.values(prompts).map(({ language, text }) => [language, text])),
      estimating() {
        const chat = makeEstimatingModel({ ...namesOf(single), prices })
        return { judge: judgeWith(chat, lookingInto(memory)), result: chat.result }
      },
      noting() {
        const noted: { request: ChatRequest; body: object }[] = []
        const chat: ChatModel = {
          ...namesOf(single),
          async ask(request) {
            noted.push({ request, body: adapters.body(request, model, FIRST_DIALECT) })
            return DEFERRED
          },
        }
        return { judge: judgeWith(chat, noMemory), noted }
      },
      askBatches: (deps, source, asking) =>
        askByBatch(
          {
            ...deps,
            chat: live,
            judgeWith,
            batches,
            persist: (attempt) => governor.run(attempt, flags.stopping ?? new AbortController().signal),
            money: batchMoney(budget, price),
            sleep: timer.sleep,
            log,
          },
          source,
          asking,
        ),
      spent: budget.spent,
    }
  }
}

const OWN = /^https:\/\/api\.(?:openai|anthropic)\.com(?:\/v1)?\/*$/

/** Host and path of a server that is not the provider's own; null for that one. Keys in an address are left out. */
function serverOf(baseUrl: string): string | null {
  const { host = '', pathname = '' } = URL.parse(baseUrl) ?? {}
  return OWN.test(baseUrl) ? null : `${host}${pathname.replace(/\/+$/, '')}`
}

const unpriced = () => ({ costUsd: null, savedUsd: null })

function batchMoney(budget: Budget, price: ReturnType<typeof priceTokens>): BatchMoney {
  const most = (request: ChatRequest) => (price === null ? 0 : mostCost(request, price))
  return {
    most,
    fits: (request, setAsideUsd) =>
      budget.limitUsd === null || (budget.spent() ?? 0) + setAsideUsd + most(request) <= budget.limitUsd,
    spend: async (costUsd) => (await budget.reserve(0))?.settle(costUsd),
  }
}

const asItIs: Redact = (transcript) => ({
  transcript,
  toOriginal: (_turn, start, end) => ({ start, end }),
  restore: (text) => text,
})

function namesOf({ provider, model, params }: Provider) {
  return { provider, model, params }
}

/** @throws GraderError USAGE */
function orderPattern(source: string | undefined): RegExp | null {
  if (source === undefined) return null
  try {
    return new RegExp(source, 'gu')
  } catch (cause) {
    const message = `--redact-orders takes a regular expression, as in "\\\\b\\\\d{12,18}\\\\b", not "${source}"`
    throw new GraderError('USAGE', message, { cause })
  }
}

async function readPrompts({ promptsFolder }: Config): Promise<Record<'zh-CN' | 'en', JudgePrompt>> {
  const [chinese, english] = await Promise.all(
    ['zh-CN', 'en'].map((language) => readPrompt(`${promptsFolder}/judge/${language}.md`)),
  )
  if (chinese === undefined || english === undefined)
    throw new GraderError('INTERNAL', 'the prompts of the judge were not read')
  return { 'zh-CN': chinese, en: english }
}

async function pricesOf({ pricesFile }: Config, own: string | undefined): Promise<Prices> {
  const shipped = await readPrices(pricesFile)
  return own === undefined ? shipped : overridePrices(shipped, await readPrices(own))
}

/** Loaded here because a provider's own library takes longer to load than most commands take to run. */
async function loadAdapters(provider: ProviderName) {
  switch (provider) {
    case 'openai': {
      const [{ makeOpenAiProvider }, { makeOpenAiBatchProvider }, { openAiBody }] = await Promise.all([
        import('./models/openai.ts'),
        import('./models/openai-batch.ts'),
        import('./models/openai-body.ts'),
      ])
      return { live: makeOpenAiProvider, batch: makeOpenAiBatchProvider, body: openAiBody }
    }
    case 'anthropic': {
      const [{ makeAnthropicProvider }, { makeAnthropicBatchProvider }, { anthropicBody }] =
        await Promise.all([
          import('./models/anthropic.ts'),
          import('./models/anthropic-batch.ts'),
          import('./models/anthropic-body.ts'),
        ])
      return { live: makeAnthropicProvider, batch: makeAnthropicBatchProvider, body: anthropicBody }
    }
  }
}
