import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GraderError } from '../domain/errors.ts'
import { HoldoutLook, linkOf } from '../domain/holdout-look.ts'
import { plainIssues } from '../intake/plain-issues.ts'
import { isSystemError, whileAlone } from './while-alone.ts'

/** The looks at a set's holdout: a file in its folder, which is only ever added to and meant to be committed. */
export const LOOKS_FILE = 'holdout-looks.jsonl'

/** Where a set's looks are kept. */
export interface LookBook {
  file: string
  /**
   * Adds the look that is made of those there are, or none where that throws; nobody else adds one meanwhile.
   * @throws GraderError EVAL_SET_INVALID where a line was changed or taken out; CONFLICT where somebody else is looking;
   *   USAGE for a look without a name or a reason, and where nothing can be written.
   */
  add(make: (looks: readonly HoldoutLook[]) => Omit<HoldoutLook, 'previous'>): Promise<HoldoutLook>
}

export function lookBookOf(folder: string): LookBook {
  const file = join(folder, LOOKS_FILE)
  return {
    file,
    add: (make) =>
      whileAlone(LOCK, `${file}.lock`, async () => {
        const { looks, last, isEnded } = await readLooks(file)
        const look = whole({ ...make(looks), previous: last === null ? '' : linkOf(last) })
        const line = `${isEnded ? '' : '\n'}${JSON.stringify(look)}\n`
        await appendFile(file, line).catch((cause: unknown) => {
          throw LOCK.unwritable(file, cause)
        })
        return look
      }),
  }
}

/** Whether any look in a set's record was at what is held out of it, and not at the whole of an open set. */
export async function wasHeldOut(folder: string): Promise<boolean> {
  const { looks } = await readLooks(join(folder, LOOKS_FILE))
  return looks.some(({ part }) => part !== 'open')
}

const LOCK = {
  held: 'somebody else is looking at this set right now; if nobody is, remove the file',
  unwritable(file: string, cause: unknown): GraderError {
    const detail = cause instanceof Error ? cause.message : String(cause)
    const message = `cannot be written, and a look has to be written down before it is taken: ${detail}. Make the set's folder writable to you`
    return new GraderError('USAGE', message, { file, cause })
  },
}

/** One that could not be read again would close the book to everybody. */
function whole(look: HoldoutLook): HoldoutLook {
  const parsed = HoldoutLook.safeParse(look)
  if (parsed.success) return parsed.data
  throw new GraderError('USAGE', 'this look says too little to be kept', {
    issues: plainIssues(parsed.error),
  })
}

interface Kept {
  looks: HoldoutLook[]
  last: string | null
  /** Whether the last line ends in a line break; an editor may have taken it. */
  isEnded: boolean
}

async function readLooks(file: string): Promise<Kept> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    if (isSystemError(cause, 'ENOENT')) return ''
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new GraderError('USAGE', `cannot be read, and no look is taken without it: ${detail}`, {
      file,
      cause,
    })
  })
  const looks: HoldoutLook[] = []
  let last: string | null = null
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue
    const look = readLook(line, file, at + 1)
    const previous = last === null ? '' : linkOf(last)
    if (look.previous !== previous)
      throw broken(
        file,
        at + 1,
        'previous',
        'does not follow the line before: a line was changed or taken out; restore the file from version control',
      )
    looks.push(look)
    last = line
  }
  return { looks, last, isEnded: text === '' || text.endsWith('\n') }
}

function readLook(line: string, file: string, at: number): HoldoutLook {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    throw broken(file, at, '', 'is no JSON; restore the file from version control')
  }
  const parsed = HoldoutLook.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = plainIssues(parsed.error)
  throw broken(file, at, issue?.path ?? '', issue?.message ?? 'is no look at a holdout')
}

function broken(file: string, line: number, path: string, message: string): GraderError {
  const issues = [{ path: `line ${line}${path === '' ? '' : `: ${path}`}`, message }]
  return new GraderError('EVAL_SET_INVALID', 'the record of looks at the holdout cannot be relied on', {
    file,
    issues,
  })
}
