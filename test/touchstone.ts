import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url))

export interface Run {
  code: number | null
  stdout: string
  stderr: string
}

/** What is added to the environment of whoever runs the tests. */
type Environment = Readonly<Record<string, string>>

/** Starts the built program as a user would, in a folder of its own. */
export function start(args: readonly string[], cwd: string, env: Environment = {}) {
  return spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Runs it to its end, with what stdin is to hold. */
export function touchstone(
  args: readonly string[],
  cwd: string,
  stdin = '',
  env: Environment = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = start(args, cwd, env)
    const out = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      out.stderr += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...out }))
    child.stdin.end(stdin)
  })
}
