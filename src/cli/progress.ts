import { Presets, SingleBar } from 'cli-progress'

/** How far the reading has come: bytes read of the bytes there are, null where that is not known (stdin). */
export interface ReadProgress {
  bytesRead: number
  bytesTotal: number | null
}

export interface Progress {
  read(progress: ReadProgress): void
  done(conversations: number): void
  stop(): void
}

/** A bar on stderr with rate and time left; nothing where stderr is no terminal. */
export function makeProgress(): Progress {
  const startedMs = performance.now()
  let conversations = 0
  const bar = new SingleBar(
    {
      format: '{bar} {percentage}% | {conversations} conversations | {rate}/s | {left} left',
      stream: process.stderr,
      noTTYOutput: false,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  )
  bar.start(100, 0, { conversations, rate: '–', left: '–' })
  let share = 0
  return {
    read({ bytesRead, bytesTotal }) {
      share = bytesTotal === null || bytesTotal === 0 ? 0 : Math.min(1, bytesRead / bytesTotal)
    },
    done(count) {
      conversations += count
      const seconds = (performance.now() - startedMs) / 1000
      const rate = Math.round(conversations / seconds)
      const left = share === 0 ? '–' : `${Math.ceil((seconds * (1 - share)) / share)} s`
      bar.update(share * 100, { conversations, rate, left })
    },
    stop: () => bar.stop(),
  }
}
