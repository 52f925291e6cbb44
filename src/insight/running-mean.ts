export interface Mean {
  n: number
  mean: number | null
}

/** A mean that says of how many. */
export function runningMean(): { add(value: number): void; result(): Mean } {
  let n = 0
  let sum = 0
  return {
    add(value) {
      n += 1
      sum += value
    },
    result: () => ({ n, mean: n === 0 ? null : sum / n }),
  }
}
