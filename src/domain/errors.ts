export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'USAGE'
  | 'INPUT_NOT_FOUND'
  | 'TRANSCRIPT_INVALID'
  | 'MAPPING_INVALID'
  | 'SCORECARD_INVALID'
  | 'SCORECARD_NOT_FOUND'
  | 'EVAL_SET_INVALID'
  | 'EVAL_SET_LEAK'
  | 'EVAL_SET_NOT_FOUND'
  | 'CERTIFICATE_INVALID'
  | 'HOLDOUT_SPENT'
  | 'WEIGHTS_INVALID'
  | 'PROMPT_INVALID'
  | 'STORE_UNAVAILABLE'
  | 'PROVIDER_FAILED'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'INTERNAL'

/** One thing that is wrong: the field's path (`turns[3].at`; empty for the whole value) and what would be right. */
export interface Issue {
  path: string
  message: string
}

interface ErrorDetails {
  file?: string
  issues?: Issue[]
  cause?: unknown
}

/** The one error class of the program; each entrance maps its codes in one exhaustive switch. */
export class GraderError extends Error {
  readonly code: ErrorCode
  readonly file: string | null
  readonly issues: Issue[]

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause })
    this.name = 'GraderError'
    this.code = code
    this.file = details.file ?? null
    this.issues = details.issues ?? []
  }
}
