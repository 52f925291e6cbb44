import { z } from 'zod'

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

/** A length of time in milliseconds, written `500ms`, `60s`, `15m`, `2h` or `1d` in files. */
export const Duration = z
  .string()
  .regex(PATTERN, 'expected a length of time like 500ms, 60s, 15m, 2h or 1d')
  .transform((text): number => {
    const [, amount = '', unit = ''] = PATTERN.exec(text) ?? []
    return Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS]
  })
