import { differences } from './differences.ts'
import { agreementFunctions } from './functions/agreement.ts'
import { comparingFunctions } from './functions/comparing.ts'
import { confidenceFunctions } from './functions/confidence.ts'
import { driftFunctions } from './functions/drift.ts'
import { peopleFunctions } from './functions/people.ts'
import { rateFunctions } from './functions/rates.ts'
import { routingFunctions } from './functions/routing.ts'
import type { GoldenCase, GoldenFunctions } from './golden-case.ts'

const FUNCTIONS: GoldenFunctions = {
  ...agreementFunctions,
  ...confidenceFunctions,
  ...rateFunctions,
  ...routingFunctions,
  ...comparingFunctions,
  ...driftFunctions,
  ...peopleFunctions,
}

/** What is wrong with our value of a case; empty where it is as expected. Never throws. */
export function checkCase({ fn, input, expected, tol }: GoldenCase): string[] {
  const compute = Object.hasOwn(FUNCTIONS, fn) ? FUNCTIONS[fn] : undefined
  if (compute === undefined)
    return [`there is no function "${fn}"; there are ${Object.keys(FUNCTIONS).sort().join(', ')}`]
  try {
    return differences(compute(input), expected, tol)
  } catch (error) {
    return [`threw ${(error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ')}`]
  }
}
