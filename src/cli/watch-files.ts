import { type FSWatcher, watch } from 'node:fs'
import { GraderError } from '../domain/errors.ts'

/** Editors write a file in several steps: what comes within this is one change, in milliseconds. */
const SETTLED_AFTER = 150
const EDITED = /\.(?:ya?ml|md|json|weights)$/

export interface Watched {
  /** Once for each change, from the moment of watching on; ends when it is stopped. */
  changes(): AsyncGenerator<void>
  close(): void
}

/**
 * Watches folders and files for changes of files that people edit. Changes that come while the last one is worked on are one.
 * @param stopping ends it when it aborts
 * @throws GraderError INPUT_NOT_FOUND where one of them cannot be watched
 */
export function watchFiles(paths: readonly string[], stopping: AbortSignal): Watched {
  let changed = false
  let wake: () => void = () => undefined
  let settling: NodeJS.Timeout | undefined
  const settle = () => {
    changed = true
    wake()
  }
  const notice = (_event: string, name: string | null) => {
    if (name !== null && !EDITED.test(name)) return
    clearTimeout(settling)
    settling = setTimeout(settle, SETTLED_AFTER)
  }
  const stop = () => wake()
  const watchers = paths.map((path) => watchOne(path, notice))
  stopping.addEventListener('abort', stop)

  return {
    async *changes() {
      while (!stopping.aborted) {
        if (!changed)
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        if (stopping.aborted || !changed) continue
        changed = false
        yield
      }
    },
    close() {
      clearTimeout(settling)
      stopping.removeEventListener('abort', stop)
      for (const watcher of watchers) watcher.close()
    },
  }
}

function watchOne(path: string, notice: (event: string, name: string | null) => void): FSWatcher {
  try {
    return watch(path, { recursive: true }, notice)
  } catch (cause) {
    throw new GraderError('INPUT_NOT_FOUND', 'cannot be watched for changes', { file: path, cause })
  }
}
