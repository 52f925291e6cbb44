import { type ErrorCode, GraderError } from '../domain/errors.ts'
import { harmless } from '../report/harmless.ts'

/** An error as a person reads it: what is wrong, in which file, at which fields; nothing in it acts on a terminal. */
export function explain(error: unknown): string {
  return harmless(wordsOf(error))
}

function wordsOf(error: unknown): string {
  if (!(error instanceof GraderError)) {
    const place = error instanceof Error ? (/^ +(at .+)$/m.exec(error.stack ?? '')?.[1] ?? '') : ''
    const text = error instanceof Error ? error.message : String(error)
    return `touchstone: a fault of the program itself: ${text} (${place}); please report it\n`
  }
  const where = error.file === null ? '' : `${error.file}: `
  const issues = error.issues.map(({ path, message }) => `  ${path === '' ? '(whole)' : path}: ${message}\n`)
  return `touchstone: ${where}${error.message}\n${issues.join('')}`
}

/** 1: records or work failed; 2: the command, its configuration or its files are wrong. */
export function exitCode(error: unknown): 1 | 2 {
  if (!(error instanceof GraderError)) return 1
  return EXIT_CODES[error.code]
}

const EXIT_CODES: Record<ErrorCode, 1 | 2> = {
  CONFIG_INVALID: 2,
  USAGE: 2,
  INPUT_NOT_FOUND: 2,
  TRANSCRIPT_INVALID: 1,
  MAPPING_INVALID: 2,
  SCORECARD_INVALID: 2,
  SCORECARD_NOT_FOUND: 2,
  EVAL_SET_INVALID: 2,
  EVAL_SET_LEAK: 2,
  CERTIFICATE_INVALID: 2,
  HOLDOUT_SPENT: 2,
  WEIGHTS_INVALID: 2,
  PROMPT_INVALID: 2,
  EVAL_SET_NOT_FOUND: 2,
  STORE_UNAVAILABLE: 2,
  PROVIDER_FAILED: 1,
  NOT_FOUND: 1,
  CONFLICT: 1,
  INTERNAL: 1,
}
