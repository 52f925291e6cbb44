import type { JsonValue, ModelFacts } from '../judge/model-facts.ts'

/** Facts that last as long as the process. */
export function makeModelFacts(): ModelFacts {
  const known = new Map<string, Record<string, JsonValue>>()
  return {
    recall: async (key) => known.get(key) ?? null,
    async remember(key, facts) {
      known.set(key, facts)
    },
  }
}
