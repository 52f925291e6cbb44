/** How many conversations are under way at once, and how many are stored in one transaction. */
export interface Pace {
  concurrency: number
  chunk: number
}

const CHUNK = 256

/**
 * No more conversations than requests in flight, so that after a crash no more are asked twice than were in flight; and
 * small chunks, so that grades are stored soon after a slow model's replies.
 */
export function paceOf(judgedByModel: boolean, concurrency: number): Pace {
  return { concurrency, chunk: judgedByModel ? Math.max(16, concurrency) : CHUNK }
}
