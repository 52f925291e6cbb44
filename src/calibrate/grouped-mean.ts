/**
 * The mean of values and its standard error where values of one group hang together: the group's deviations are summed
 * before they are squared (Cameron & Miller 2015, J. Hum. Resour. 50:317, with G/(G−1)). The error is null below two
 * groups, the mean without values.
 */
export function groupedMean(
  values: readonly number[],
  groups: readonly string[],
): { mean: number | null; se: number | null } {
  const n = values.length
  if (n === 0) return { mean: null, se: null }
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const deviations = new Map<string, number>()
  for (const [at, value] of values.entries()) {
    const group = groups[at] ?? ''
    deviations.set(group, (deviations.get(group) ?? 0) + value - mean)
  }
  const count = deviations.size
  if (count < 2) return { mean, se: null }
  let squares = 0
  for (const deviation of deviations.values()) squares += deviation * deviation
  return { mean, se: Math.sqrt((squares * count) / (count - 1)) / n }
}
