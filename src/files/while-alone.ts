import { open, readFile, rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { GraderError } from '../domain/errors.ts'

/** What is said where a lock is not to be had. */
export interface LockWords {
  /** Where somebody else holds it. */
  held: string
  /** Where it cannot be written. */
  unwritable(file: string, cause: unknown): GraderError
}

/**
 * Works while nobody else holds the lock, which is a file that names who does. One whose process no longer lives on this
 * machine is taken over.
 * @throws GraderError CONFLICT where somebody else holds it, and what is said where it cannot be written.
 */
export async function whileAlone<Result>(
  words: LockWords,
  lock: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!(await take(words, lock))) {
    if (await isHeld(lock)) throw held(words, lock)
    // Only one at a time may remove what was left, and never what another took meanwhile.
    await whileAlone(words, `${lock}.takeover`, async () => {
      if (!(await isHeld(lock))) await rm(lock, { force: true })
    })
    if (!(await take(words, lock))) throw held(words, lock)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/** Whether an error is the system's, of this code. */
export function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

async function take({ unwritable }: LockWords, lock: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx')
    try {
      await handle.writeFile(`${process.pid} ${hostname()}\n`)
    } catch (cause) {
      await rm(lock, { force: true })
      throw cause
    } finally {
      await handle.close()
    }
    return true
  } catch (cause) {
    if (isSystemError(cause, 'EEXIST')) return false
    throw unwritable(lock, cause)
  }
}

/** What names no process, or one of another machine, may be held still. */
async function isHeld(lock: string): Promise<boolean> {
  const text = await readFile(lock, 'utf8').catch(() => '')
  const [, pid, host = hostname()] = /^([1-9]\d*)(?: (\S+))?\s*$/.exec(text) ?? []
  return pid === undefined || host !== hostname() || isAlive(Number(pid))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It lives, and is somebody else's.
    return !isSystemError(error, 'ESRCH')
  }
}

function held(words: LockWords, lock: string): GraderError {
  return new GraderError('CONFLICT', words.held, { file: lock })
}
