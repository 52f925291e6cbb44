export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** What was found out about models and servers, kept between runs. */
export interface ModelFacts {
  recall(key: string): Promise<Record<string, JsonValue> | null>
  /** Replaces what was remembered under this key. */
  remember(key: string, facts: Record<string, JsonValue>): Promise<void>
}

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
