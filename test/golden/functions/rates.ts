import type { GoldenFunctions } from '../golden-case.ts'

export const rateFunctions: GoldenFunctions = {}
