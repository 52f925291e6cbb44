import { normalQuantile } from './distributions.ts'

interface PowerOptions {
  /** @default 0.8 */
  power?: number
  /** Two-sided. @default 0.05 */
  alpha?: number
}

/**
 * The number of conversations that McNemar's test needs to find a difference of `delta` (0..1) between two judges
 * that differ on a share `psi` (0..1) of conversations; null where no number is enough or the two cannot be: delta is
 * 0, or above psi. n = (z_α·√ψ + z_β·√(ψ − δ²))² / δ², rounded up: Connor 1987, Biometrics 43:207.
 */
export function labelsNeeded({
  psi,
  delta,
  ...options
}: PowerOptions & { psi: number; delta: number }): number | null {
  if (!(delta > 0 && delta <= psi && psi <= 1)) return null
  const { tested, found } = quantiles(options)
  return Math.ceil(((tested * Math.sqrt(psi) + found * Math.sqrt(psi - delta ** 2)) / delta) ** 2)
}

/**
 * The smallest difference that `n` conversations can be expected to show, by the same formula solved for it; null
 * where they show none: even if all that differ (a share `psi`) differed in one direction.
 */
export function minimumDetectable({
  psi,
  n,
  ...options
}: PowerOptions & { psi: number; n: number }): number | null {
  const { tested, found } = quantiles(options)
  const atMost = psi * Math.sqrt(n) - tested * Math.sqrt(psi) - found * Math.sqrt(psi - psi ** 2)
  if (!(psi > 0 && psi <= 1 && atMost >= 0)) return null
  const room = Math.max(0, n + found ** 2 - tested ** 2)
  // δ√n − z_α√ψ = z_β√(ψ − δ²), squared and solved for δ.
  return (Math.sqrt(psi) * (tested * Math.sqrt(n) + found * Math.sqrt(room))) / (n + found ** 2)
}

function quantiles({ power = 0.8, alpha = 0.05 }: PowerOptions): { tested: number; found: number } {
  return { tested: normalQuantile(1 - alpha / 2), found: normalQuantile(power) }
}
