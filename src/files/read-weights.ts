import { readFile } from 'node:fs/promises'
import { GraderError } from '../domain/errors.ts'
import { sha256 } from '../domain/hash.ts'
import type { BuiltinModel } from '../judge/builtin/model.ts'
import { decodeWeights } from '../judge/builtin/weights.ts'

export interface ReadWeights {
  model: BuiltinModel
  /** Names the weights: the sets they were trained on, and the start of the file's SHA-256. */
  id: string
}

/** @throws GraderError INPUT_NOT_FOUND; WEIGHTS_INVALID where the file is none that `touchstone train` wrote. */
export async function readWeights(file: string): Promise<ReadWeights> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new GraderError('INPUT_NOT_FOUND', `the judge's weights cannot be read: ${why}`, { file })
  })
  try {
    const model = decodeWeights(bytes)
    return {
      model,

      id: `${model.trainedOn.map(({ set }) => set).join('+')}@${sha256(bytes).slice(0, 12)}`,
    }
  } catch (error) {
    if (error instanceof GraderError) throw new GraderError(error.code, error.message, { file })
    throw error
  }
}
