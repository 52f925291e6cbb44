import type { z } from 'zod'
import type { ModelFacts } from '../judge/model-facts.ts'
import type { ModelLog } from './provider-options.ts'
import { readFailureDetails } from './read-failure-details.ts'
import { adaptDialect, Dialect, FIRST_DIALECT, refusesThisSchema, type SchemaMode } from './schema-mode.ts'

export interface DiscoveryOptions {
  facts: ModelFacts
  /** Names provider, server and model. */
  key: string
  /** What the provider has, strictest first. */
  modes: readonly SchemaMode[]
  log: ModelLog
}

export interface Discovery {
  /**
   * Asks in the best way known, and in the next where that is refused. While one caller finds the next way out, the
   * others wait for it. @throws whatever `say` throws; the signal's reason when it aborts
   */
  speak<T>(schema: z.ZodType, signal: AbortSignal, say: (dialect: Dialect) => Promise<T>): Promise<T>
}

/** Finds out how a model wants to be asked: once, for all requests of this process and, through `facts`, the next. */
export function makeDiscovery({ facts, key, modes, log }: DiscoveryOptions): Discovery {
  /** Schemas that the model cannot take as it takes others. */
  const special = new WeakMap<z.ZodType, Dialect>()
  let current = FIRST_DIALECT
  let proven = false
  let toldOfSchemas = false
  let recalled: Promise<void> | null = null
  let exploring: Promise<void> | null = null
  const best = (schema: z.ZodType) => special.get(schema) ?? current

  async function recall(): Promise<void> {
    const known = await recallDialect({ facts, key, modes, log })
    if (known === null) return
    current = known
    proven = true
  }

  async function settle(schema: z.ZodType, from: Dialect, to: Dialect, ofThisSchema: boolean): Promise<void> {
    if (from.schemaMode !== to.schemaMode && (proven || ofThisSchema)) {
      special.set(schema, to)
      if (!toldOfSchemas)
        log.warn(`${key} does not take every schema as it is: ${changes(from, to)} for those`)
      toldOfSchemas = true
      return
    }
    current = to
    proven = true
    log.info(`${key} refuses a part of the request: from now on ${changes(from, to)}`)
    await facts
      .remember(key, to)
      .catch((error) => log.warn(`${key}: this could not be remembered: ${String(error)}`))
  }

  async function explore<T>(
    schema: z.ZodType,
    from: Dialect,
    refusal: unknown,
    say: (dialect: Dialect) => Promise<T>,
  ): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>()
    exploring = promise
    try {
      let ofThisSchema = false
      let error = refusal
      for (let dialect = from; ; ) {
        const details = readFailureDetails(error)
        const next = adaptDialect(dialect, details, modes)
        if (next === null) throw error
        ofThisSchema ||= refusesThisSchema(details)
        dialect = next
        try {
          const reply = await say(dialect)
          await settle(schema, from, dialect, ofThisSchema)
          return reply
        } catch (again) {
          error = again
        }
      }
    } finally {
      exploring = null
      resolve()
    }
  }

  return {
    async speak(schema, signal, say) {
      recalled ??= recall()
      await recalled
      for (;;) {
        if (exploring !== null) await ended(exploring, signal)
        const dialect = best(schema)
        try {
          const reply = await say(dialect)
          proven = true
          return reply
        } catch (error) {
          if (adaptDialect(dialect, readFailureDetails(error), modes) === null) throw error
          while (exploring !== null) await ended(exploring, signal)
          if (best(schema) === dialect) return await explore(schema, dialect, error, say)
        }
      }
    },
  }
}

/** What is known of a model from before; null where nothing is. */
export async function recallDialect({ facts, key, modes, log }: DiscoveryOptions): Promise<Dialect | null> {
  const known = await facts.recall(key).catch((error: unknown) => {
    log.warn(`${key}: what was found out before could not be read: ${String(error)}`)
    return null
  })
  const dialect = Dialect.safeParse(known)
  return dialect.success && modes.includes(dialect.data.schemaMode) ? dialect.data : null
}

function changes(from: Dialect, to: Dialect): string {
  return [
    from.schemaMode === to.schemaMode
      ? []
      : [`replies are bound by ${to.schemaMode}, not ${from.schemaMode}`],
    from.temperature === to.temperature ? [] : ['no temperature is sent'],
    from.maxTokens === to.maxTokens ? [] : [`the limit of a reply is sent as ${to.maxTokens}`],
  ]
    .flat()
    .join('; ')
}

function ended(exploration: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    void exploration.then(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    })
  })
}
