import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const bin = fileURLToPath(new URL('../bin/touchstone.mjs', import.meta.url))
/** Makes this Node say that it is an older one, to the program that it is given and not to what that starts. */
const SAY_20 = `data:text/javascript,${encodeURIComponent(
  "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })",
)}`

/** The program, started by an older Node, in a folder of its own; what it tells, and its end with that of all it started. */
function startByOlder(args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', SAY_20, bin, ...args], {
    cwd: mkdtempSync(join(tmpdir(), 'touchstone-older-')),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told.stdout += text
  })
  const listening = new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told.stderr += text
      if (told.stderr.includes('touchstone listens')) resolve()
    })
  })
  // `close` waits for everybody who holds its output, so for the newer Node too.
  return { child, told, listening, closed: once(child, 'close') }
}

test('what an older Node handed over ends as on SIGTERM where that Node is killed outright', async () => {
  const { child, told, listening, closed } = startByOlder(['serve', '--port', '0', '--db', 'older.db'])
  await listening
  child.kill('SIGKILL')
  expect(await closed).toEqual([null, 'SIGKILL'])
  expect(told.stderr).toContain('stopping after the conversations in hand')
})

test('an older Node passes a signal on, and ends with the code of the newer one', async () => {
  const { child, told, listening, closed } = startByOlder(['serve', '--port', '0', '--db', 'older.db'])
  await listening
  child.kill('SIGTERM')
  expect(await closed).toEqual([0, null])
  expect(told.stderr.match(/stopping after/g)).toHaveLength(1)
  const wrong = startByOlder(['grade', 'nowhere'])
  expect(await wrong.closed).toEqual([2, null])
  expect(wrong.told.stderr).toContain('nowhere')
})

test('the channel between the two keeps neither alive', async () => {
  const { told, closed } = startByOlder(['--version'])
  expect(await closed).toEqual([0, null])
  expect(told.stdout).toMatch(/^touchstone /)
})
