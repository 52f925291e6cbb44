/** The 97.5 % point of the standard normal distribution. */
const Z = 1.959963984540054

/**
 * Wilson's score interval (95 %) for a share of `hits` among `n`, both bounds in 0..1; null where n is 0.
 * Wilson 1927, J. Am. Stat. Assoc. 22:209; Brown, Cai & DasGupta 2001, Stat. Sci. 16:101, eq. 4.
 */
export function wilsonInterval(hits: number, n: number): [low: number, high: number] | null {
  if (n === 0) return null
  const share = hits / n
  const z2 = Z * Z
  const centre = (hits + z2 / 2) / (n + z2)
  const half = (Z / (n + z2)) * Math.sqrt(n * share * (1 - share) + z2 / 4)
  // At 0 and n the bound is exact; the subtraction leaves a rounding rest.
  return [hits === 0 ? 0 : Math.max(0, centre - half), hits === n ? 1 : Math.min(1, centre + half)]
}
