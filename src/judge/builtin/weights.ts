import { z } from 'zod'
import { GraderError } from '../../domain/errors.ts'
import { sha256 } from '../../domain/hash.ts'
import { zodIssues } from '../../domain/zod-issues.ts'
import { type ActModel, joinHeads, splitHeads } from './act-model.ts'
import { type ByteReader, type ByteWriter, makeByteReader, makeByteWriter } from './bytes.ts'
import { layersOf, readLayers, writeDecider } from './decider-layers.ts'
import { makeConversationFeatures } from './features/conversation-features.ts'
import { turnFactNames } from './features/turn-facts.ts'
import { makeStatedFigures } from './figures/stated-figures.ts'
import type { BuiltinModel, CriterionModel } from './model.ts'
import { makeVocabulary } from './vocabulary.ts'
import { WeightsHeader } from './weights-header.ts'

const MAGIC = 'touchstone-weights\n'
/** Hexadecimal digits of the SHA-256 over all that follows it. */
const SUM = 64

/**
 * A model as one file: a line that says what it is, a checksum, the length of the header, the header as JSON, then the
 * numbers, little-endian, in the header's order. The same model gives the same bytes.
 */
export function encodeWeights(model: BuiltinModel): Uint8Array {
  const header: WeightsHeader = {
    format: 1,
    trainedOn: [...model.trainedOn],
    lexicon: model.lexicon,
    figures: model.figures,
    marks: model.marks,
    features: [...model.features],
    acts: { customer: actHeader(model.acts.customer), agent: actHeader(model.acts.agent) },
    criteria: model.criteria.map(criterionHeader),
  }
  const writer = makeByteWriter()
  const json = JSON.stringify(header)
  writer.uint32(new TextEncoder().encode(json).length)
  writer.text(json)
  for (const side of ['customer', 'agent'] as const) writeActs(writer, model.acts[side])
  writer.float32(model.scales.means)
  writer.float32(model.scales.spreads)
  for (const { decider } of model.criteria) writeDecider(writer, decider)
  const content = writer.bytes()
  const file = makeByteWriter()
  file.text(MAGIC)
  file.text(sha256(content))
  file.uint8(content)
  return file.bytes()
}

/** Whether a file that begins so is one of weights. */
export function isWeights(beginning: Uint8Array): boolean {
  return new TextDecoder().decode(beginning.subarray(0, MAGIC.length)) === MAGIC
}

/** @throws GraderError WEIGHTS_INVALID where the bytes are no weights, or those of another version. */
export function decodeWeights(bytes: Uint8Array): BuiltinModel {
  if (!isWeights(bytes))
    throw new GraderError('WEIGHTS_INVALID', 'this is no file that `touchstone train` wrote')
  const reader = makeByteReader(bytes.subarray(MAGIC.length))
  try {
    // Without it a flipped bit would be another verdict, or a tree that never ends.
    if (reader.text(SUM) !== sha256(bytes.subarray(MAGIC.length + SUM)))
      throw new RangeError('its checksum does not fit')
    const header = WeightsHeader.parse(JSON.parse(reader.text(reader.uint32())))
    const acts = {
      customer: readActs(reader, header.acts.customer),
      agent: readActs(reader, header.acts.agent),
    }
    const width = header.features.length
    const scales = { means: reader.float32(width), spreads: reader.float32(width) }
    const criteria = header.criteria.map((one): CriterionModel => {
      const { layers, ...rest } = one
      if (layers.at(-1)?.classes !== one.verdicts.length)
        throw new RangeError(`${one.criterion} has other verdicts than its decider`)
      return { ...rest, decider: readLayers(reader, layers, width) }
    })
    if (!reader.done()) throw new RangeError('bytes are left over')
    refuseOtherFeatures(header)
    const { trainedOn, lexicon, figures, marks, features } = header
    return { trainedOn, lexicon, figures, marks, features, scales, acts, criteria }
  } catch (error) {
    const message = `the weights are damaged or of another version (${why(error)}); train again`
    throw new GraderError('WEIGHTS_INVALID', message, { cause: error })
  }
}

function why(error: unknown): string {
  if (error instanceof z.ZodError)
    return zodIssues(error)
      .slice(0, 1)
      .map(({ path, message }) => `${path}: ${message}`)
      .join()
  return error instanceof Error ? error.message : String(error)
}

/** Weights mean nothing to a program that reads other features. */
function refuseOtherFeatures({ acts, features, figures, lexicon }: WeightsHeader): void {
  const heads = { customer: acts.customer.heads, agent: acts.agent.heads }
  const { names } = makeConversationFeatures(heads, makeStatedFigures(figures))
  const facts = turnFactNames(Object.keys(lexicon)).length
  const isSame = names.length === features.length && names.every((name, at) => name === features[at])
  if (!isSame || acts.customer.factCount !== facts || acts.agent.factCount !== facts)
    throw new RangeError('it was trained on features that this version does not have')
}

function actHeader({ heads, vocabulary, factCount }: ActModel): WeightsHeader['acts']['agent'] {
  return { heads: [...heads], grams: vocabulary.keys.length, factCount }
}

function criterionHeader({ decider, ...one }: CriterionModel): WeightsHeader['criteria'][number] {
  return {
    ...one,
    questions: [...one.questions],
    verdicts: [...one.verdicts],
    steps: one.steps && { ...one.steps, require: [...one.steps.require] },
    layers: layersOf(decider),
  }
}

function writeActs(writer: ByteWriter, { vocabulary, grams, steps, facts }: ActModel): void {
  writer.int32(vocabulary.keys)
  writer.int8(splitHeads(grams, steps.length))
  writer.float32(steps)
  writer.float32(facts)
}

function readActs(
  reader: ByteReader,
  { heads, grams: count, factCount }: WeightsHeader['acts']['agent'],
): ActModel {
  const vocabulary = makeVocabulary(reader.int32(count))
  const grams = joinHeads(reader.int8(count * heads.length), heads.length)
  const steps = Float64Array.from(reader.float32(heads.length))
  const facts = Float64Array.from(reader.float32(heads.length * factCount))
  return { heads, vocabulary, factCount, grams, steps, facts }
}
