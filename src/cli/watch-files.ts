import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { basename, dirname, join } from 'node:path'
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
 * Folders are watched, never files: an editor that puts a new file in the place of the old one would be lost sight of.
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
  const notice = () => {
    clearTimeout(settling)
    settling = setTimeout(settle, SETTLED_AFTER)
  }
  const stop = () => wake()
  const closers = paths.map((path) => watchPath(path, notice))
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
      for (const close of closers) close()
    },
  }
}

/** Gives what ends it. */
function watchPath(path: string, notice: () => void): () => void {
  try {
    return statSync(path).isDirectory() ? watchTree(path, notice) : watchFile(path, notice)
  } catch (cause) {
    throw new GraderError('INPUT_NOT_FOUND', 'cannot be watched for changes', { file: path, cause })
  }
}

function watchFile(file: string, notice: () => void): () => void {
  const watcher = watchFolder(dirname(file), (name) => {
    if (name === null || name === basename(file)) notice()
  })
  return () => watcher.close()
}

/** Every folder in it by itself, and those that come later. */
function watchTree(root: string, notice: () => void): () => void {
  const watchers = new Map<string, FSWatcher>()
  const look = () => {
    const folders = foldersIn(root)
    for (const [key, watcher] of watchers) {
      if (folders.has(key)) continue
      watcher.close()
      watchers.delete(key)
    }
    for (const [key, folder] of folders)
      if (!watchers.has(key)) watchers.set(key, watchFolder(folder, onEvent))
  }
  const onEvent = (name: string | null) => {
    if (name === null || EDITED.test(name)) return notice()
    const before = [...watchers.keys()].join()
    try {
      look()
    } catch {
      // The folder is gone: whoever reads it next says so in better words.
      return notice()
    }
    if ([...watchers.keys()].join() !== before) notice()
  }
  look()
  return () => {
    for (const watcher of watchers.values()) watcher.close()
  }
}

/** By inode and path, so that a folder in the place of another one is a new one. */
function foldersIn(root: string): Map<string, string> {
  const inside = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
  return new Map([root, ...inside].map((folder) => [`${statSync(folder).ino} ${folder}`, folder]))
}

/** A folder that goes away is an error on some systems: what is in it changed. */
function watchFolder(folder: string, onEvent: (name: string | null) => void): FSWatcher {
  return watch(folder, (_event, name) => onEvent(name)).on('error', () => onEvent(null))
}
