#!/usr/bin/env node
// The packages need Node 22.18 or newer (better-sqlite3 crashes on 20): an older Node hands over to the project's own.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import * as modules from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'

const [major, minor] = process.versions.node.split('.').map(Number)
const main = new URL('../dist/main.mjs', import.meta.url)
const { TOUCHSTONE_HANDED_OVER: isHandedOver } = process.env
delete process.env.TOUCHSTONE_HANDED_OVER
if (isHandedOver) endWithOlderNode()

if (!existsSync(main)) {
  process.stderr.write(
    'touchstone: dist/ is not built. Run "npm ci" or "npm run setup" in the project folder first.\n',
  )
  process.exit(2)
} else if (major > 22 || (major === 22 && minor >= 18)) {
  // Waiting for a model leaves time to collect often: that halves the memory of a day's run, and would cost others time.
  const isDay = process.argv[2] !== 'eval'
  if (major >= 24 && isDay && process.argv.some((one) => /^(?:--judge=)?(?:openai|anthropic):/.test(one))) {
    setFlagsFromString('--scavenger-max-new-space-capacity-mb=4')
    setFlagsFromString('--semi-space-growth-factor=1')
    setFlagsFromString('--heap-growing-percent=15')
  }
  // What is compiled once need not be at the next start; a folder that cannot be written leaves all as it is.
  modules.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/touchstone', import.meta.url)))
  await import(main.href)
} else {
  const newer = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url))
  if (!existsSync(newer)) {
    process.stderr.write(`touchstone: Node ${process.versions.node} is too old; 22.18 or newer is needed.\n`)
    process.exit(2)
  }
  const child = spawn(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    // Nothing is said on the channel: that it closes tells the newer Node that this one is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, TOUCHSTONE_HANDED_OVER: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}

/** Killed outright, the older Node passes no signal on: the newer one would work on, and a rerun beside it. */
function endWithOlderNode() {
  const end = () => process.kill(process.pid, 'SIGTERM')
  process.once('disconnect', end)
  // It is no reason to stay.
  process.channel?.unref()
  if (process.connected === false) end()
}
