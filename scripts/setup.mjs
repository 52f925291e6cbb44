// Makes a fresh clone ready: installs the locked packages and builds dist/, each only when its inputs changed.
// Plain JavaScript for any Node from 20 on, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const projectNode = join(root, 'node_modules/node/bin/node')
const installedStamp = join(root, 'node_modules/.touchstone-installed')
const builtStamp = join(root, 'dist/.touchstone-built')
const buildOnly = process.argv.includes('--build-only')

function digest(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

function sourceFingerprint() {
  const parts = []
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'rolldown.config.ts']) {
    parts.push(file, readFileSync(join(root, file)))
  }
  const folders = [join(root, 'src')]
  while (folders.length > 0) {
    const folder = folders.pop()
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) folders.push(path)
      else if (!entry.name.includes('.test.')) {
        const { mtimeMs, size } = statSync(path)
        parts.push(`${path}|${mtimeMs}|${size}\n`)
      }
    }
  }
  return digest(...parts)
}

function run(command, args, what) {
  const started = Date.now()
  process.stderr.write(`set-up: ${what} …\n`)
  const shell = process.platform === 'win32'
  // What a step prints is of use only when it fails.
  const outcome = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: Number.POSITIVE_INFINITY,
    shell,
  })
  if (outcome.status !== 0) {
    process.stderr.write(`${outcome.stdout ?? ''}${outcome.stderr ?? ''}`)
    process.stderr.write(
      `set-up: ${what} failed (${outcome.error?.message ?? `exit code ${outcome.status}`})\n`,
    )
    process.exit(2)
  }
  process.stderr.write(`set-up: ${what} done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

if (!buildOnly) {
  const wanted = digest(readFileSync(join(root, 'package-lock.json')))
  if (readStamp(installedStamp) !== wanted || !existsSync(projectNode)) {
    run(
      'npm',
      ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
      'installing the locked packages from the npm registry',
    )
    writeFileSync(installedStamp, wanted)
  }
}

const fingerprint = sourceFingerprint()
if (readStamp(builtStamp) !== fingerprint) {
  const node = existsSync(projectNode) ? projectNode : process.execPath
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  run(
    node,
    [join(root, 'node_modules/rolldown/bin/cli.mjs'), '-c', 'rolldown.config.ts', '--logLevel', 'warn'],
    'building dist/ from src/',
  )
  writeFileSync(builtStamp, fingerprint)
}
