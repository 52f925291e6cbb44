import type { Usage } from './usage.ts'

/** A criterion that a request asked about, and the UTF-16 units of its definition in the request. */
interface Asked {
  id: string
  length: number
}

/** Output costs 3 to 8 times what input costs wherever a price is known; its share of a cost is weighed so. */
const OUTPUT_WEIGHT = 5

/**
 * Shares out what a request used among the criteria that it asked about, each id once. Input goes by the length of a
 * criterion's definition plus an equal share of the rest of the request; output by the lengths of what was written
 * about each (`outputLengths`), else equally; the cost by both. Counts are shared by largest remainder and add up to
 * the whole exactly; costs do to 1e-12. `requestLength` in UTF-16 units is of all that was sent: where it is not
 * given, the rest counts as much as the definitions together.
 */
export function shareUsage(
  usage: Usage,
  asked: readonly Asked[],
  outputLengths?: ReadonlyMap<string, number>,
  requestLength?: number,
): Record<string, Usage> {
  if (asked.length === 0) return {}
  const inputs = fractions(inputWeights(asked, requestLength))
  const outputs = fractions(
    asked.map(({ id }) => (outputLengths === undefined ? 1 : (outputLengths.get(id) ?? 0))),
  )
  const requests = shareWhole(usage.requests, fractions(asked.map(() => 1)))
  const cached = shareWhole(usage.cachedTokens, inputs)
  const uncached = shareWhole(usage.inputTokens - usage.cachedTokens, inputs)
  const output = shareWhole(usage.outputTokens, outputs)
  const costs = shareSum(
    usage.costUsd,
    fractions(
      asked.map(
        (_, place) =>
          usage.inputTokens * (inputs[place] ?? 0) +
          OUTPUT_WEIGHT * usage.outputTokens * (outputs[place] ?? 0),
      ),
    ),
  )
  const saved = shareSum(usage.savedUsd, inputs)
  return Object.fromEntries(
    asked.map(({ id }, place) => [
      id,
      {
        requests: requests[place] ?? 0,
        inputTokens: (cached[place] ?? 0) + (uncached[place] ?? 0),
        cachedTokens: cached[place] ?? 0,
        outputTokens: output[place] ?? 0,
        costUsd: costs?.[place] ?? null,
        savedUsd: saved?.[place] ?? null,
      },
    ]),
  )
}

function inputWeights(asked: readonly Asked[], requestLength: number | undefined): number[] {
  const defined = asked.reduce((sum, { length }) => sum + length, 0)
  const rest = requestLength === undefined ? defined : Math.max(0, requestLength - defined)
  return asked.map(({ length }) => length + rest / asked.length)
}

/** Weights as shares of one; equal ones where nothing weighs anything. */
function fractions(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => (sum > 0 ? weight / sum : 1 / weights.length))
}

/** Largest remainder: everyone gets the whole part of their due, and who is owed most gets one more. */
function shareWhole(total: number, shares: readonly number[]): number[] {
  const dues = shares.map((share) => share * total)
  const whole = dues.map(Math.floor)
  const owed = dues.map((due, place) => ({ place, owed: due - Math.floor(due) }))
  owed.sort((a, b) => b.owed - a.owed || a.place - b.place)
  let left = total - whole.reduce((sum, part) => sum + part, 0)
  for (const { place } of owed) {
    if (left <= 0) break
    whole[place] = (whole[place] ?? 0) + 1
    left--
  }
  return whole
}

/** The last gets what the others leave, so that rounding loses nothing. */
function shareSum(total: number | null, shares: readonly number[]): number[] | null {
  if (total === null) return null
  let left = total
  return shares.map((share, place) => {
    const part = place === shares.length - 1 ? left : share * total
    left -= part
    return part
  })
}
