import type { SetProblem } from '../files/label-record.ts'
import { terminalText } from '../report/terminal-text.ts'

/** One line on what of a set could not be used, and where it stands. */
export function explainProblem({ file, line, path, message }: SetProblem): string {
  const place = [terminalText(file, 4096), ...(line === null ? [] : [String(line)])].join(':')
  return `${place}: ${path === '' ? '' : `${terminalText(path, 256)}: `}${terminalText(message, 1000)}\n`
}
