import { differences } from './differences.ts'
import { agreementFunctions } from './functions/agreement.ts'
import { comparingFunctions } from './functions/comparing.ts'
import { confidenceFunctions } from './functions/confidence.ts'
import { driftFunctions } from './functions/drift.ts'
import { peopleFunctions } from './functions/people.ts'
import { rateFunctions } from './functions/rates.ts'
import { routingFunctions } from './functions/routing.ts'
import { GoldenCase, type GoldenFunctions } from './golden-case.ts'

const FUNCTIONS: GoldenFunctions = {
  ...agreementFunctions,
  ...confidenceFunctions,
  ...rateFunctions,
  ...routingFunctions,
  ...comparingFunctions,
  ...driftFunctions,
  ...peopleFunctions,
}

/** What is wrong with a case or with our value of it; empty where it is as expected. Never throws. */
export function checkCase(given: unknown): string[] {
  const parsed = GoldenCase.safeParse(given)
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `is no case: ${[...path, message].join(': ')}`)
  const { fn, input, expected, tol } = parsed.data
  const compute = Object.hasOwn(FUNCTIONS, fn) ? FUNCTIONS[fn] : undefined
  if (compute === undefined)
    return [`there is no function "${fn}"; there are ${Object.keys(FUNCTIONS).sort().join(', ')}`]
  try {
    return differences(compute(input), expected, tol)
  } catch (error) {
    return [`threw ${(error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ')}`]
  }
}
