import { open } from 'node:fs/promises'
import { GraderError } from '../domain/errors.ts'
import { isWeights } from '../judge/builtin/weights.ts'

/**
 * Refuses to write weights over anything but weights, so that a slip of the hand costs nobody their conversations.
 * @throws GraderError USAGE where a folder or another file stands there.
 */
export async function refuseOtherFile(path: string): Promise<void> {
  const file = await open(path).catch(() => null)
  if (file === null) return
  try {
    const isFolder = (await file.stat()).isDirectory()
    if (isFolder) throw new GraderError('USAGE', `--out takes a file, and ${path} is a folder`)
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(64), position: 0 })
    if (bytesRead > 0 && !isWeights(buffer.subarray(0, bytesRead)))
      throw new GraderError(
        'USAGE',
        `${path} is there already and is no file of weights; name another with --out`,
      )
  } finally {
    await file.close()
  }
}
