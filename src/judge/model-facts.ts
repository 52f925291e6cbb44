export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** What was found out about models and their servers once, so that no later run has to. */
export interface ModelFacts {
  /** null where nothing is known. */
  recall(key: string): Promise<Record<string, JsonValue> | null>
  /** In place of what was known under this key before. */
  remember(key: string, facts: Record<string, JsonValue>): Promise<void>
}
