/** How many conversations are under way at once, and how many are stored in one transaction. */
export interface Pace {
  concurrency: number
  chunk: number
}

const CHUNK = 256

/**
 * A model needs more conversations under way than requests in flight, since some are looked up or graded meanwhile; and
 * small chunks, so that grades are stored soon after its replies.
 */
export function paceOf(judgedByModel: boolean, concurrency: number): Pace {
  if (!judgedByModel) return { concurrency, chunk: CHUNK }
  return { concurrency: 2 * concurrency, chunk: Math.max(16, concurrency) }
}
