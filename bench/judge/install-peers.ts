import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const locked = fileURLToPath(new URL('./peers', import.meta.url))

/**
 * Installs what `bench/judge/peers/NAME` locks into `folder/NAME`, outside the project's own packages, and copies the
 * script that runs it. What is installed already stays.
 */
export function installPeer(name: string, folder: string): string {
  const target = join(folder, name)
  const stamp = join(target, 'installed')
  const lock = readFileSync(join(locked, name, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  mkdirSync(target, { recursive: true })
  cpSync(join(locked, name), target, { recursive: true })
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return target
  process.stderr.write(`installing ${name} into ${target} …\n`)
  const { status, stderr } = spawnSync('npm', ['ci', '--prefix', target, '--no-audit', '--no-fund'], {
    cwd: target,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`npm ci in ${target} ended with ${status}: ${stderr.slice(-2000)}`)
  writeFileSync(stamp, wanted)
  return target
}
