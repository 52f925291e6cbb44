import { sha256 } from '../../../src/domain/hash.ts'
import { countTokens } from './count-tokens.ts'
import type { PromptPart, TokenCount } from './types.ts'

const LEAST_TOKENS = 1024
const STEP_TOKENS = 128
const BYTES_PER_TOKEN = 4

/** A prompt cache that never forgets; it is kept per model, as the providers' are. */
export interface PromptCache {
  count(model: string, parts: readonly PromptPart[]): TokenCount
}

/** OpenAI's: every prefix that was seen, from 1,024 tokens on in steps of 128; writing costs nothing. */
export function makePrefixCache(): PromptCache {
  const seen = new Set<string>()
  return {
    count(model, parts) {
      const bytes = Buffer.from(textOf(parts), 'utf8')
      const total = Math.ceil(bytes.length / BYTES_PER_TOKEN)
      let key = model
      let cacheRead = 0
      let from = 0
      for (let upTo = LEAST_TOKENS; upTo <= total; upTo += STEP_TOKENS) {
        const chunk = bytes.subarray(from * BYTES_PER_TOKEN, upTo * BYTES_PER_TOKEN)
        key = sha256(`${key}:${sha256(chunk)}`)
        if (seen.has(key)) cacheRead = upTo
        seen.add(key)
        from = upTo
      }
      return { fresh: total - cacheRead, cacheRead, cacheWrite: 0 }
    },
  }
}

/** Anthropic's: only prefixes that end at a `cache_control` mark, from 1,024 tokens on; writing is counted. */
export function makeMarkedCache(): PromptCache {
  const seen = new Set<string>()
  return {
    count(model, parts) {
      let cacheRead = 0
      let marked = 0
      parts.forEach((part, index) => {
        const prefix = textOf(parts.slice(0, index + 1))
        const tokens = countTokens(prefix)
        if (!part.cached || tokens < LEAST_TOKENS) return
        const key = sha256(`${model}:${prefix}`)
        if (seen.has(key)) cacheRead = tokens
        seen.add(key)
        marked = tokens
      })
      const total = countTokens(textOf(parts))
      return { fresh: total - Math.max(cacheRead, marked), cacheRead, cacheWrite: marked - cacheRead }
    },
  }
}

function textOf(parts: readonly PromptPart[]): string {
  return parts.map(({ text }) => text).join('')
}
