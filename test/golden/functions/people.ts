import type { GoldenFunctions } from '../golden-case.ts'

export const peopleFunctions: GoldenFunctions = {}
