export type OutputForm = 'table' | 'json' | 'markdown'

/** How a result is to be printed; without a flag, as a table. */
export function outputForm({ json, markdown }: { json?: boolean; markdown?: boolean }): OutputForm {
  return json === true ? 'json' : markdown === true ? 'markdown' : 'table'
}
