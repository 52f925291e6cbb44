const WIDTH = 240

export interface BarPart {
  tone: 'good' | 'middle' | 'bad'
  n: number
}

/** Parts of a whole side by side; the figures stand beside it as text. */
export function ShareBar({ parts }: { parts: readonly BarPart[] }) {
  const all = parts.reduce((sum, { n }) => sum + n, 0)
  const at = (n: number) => (all === 0 ? 0 : Math.round((n / all) * WIDTH * 10) / 10)
  let before = 0
  return (
    <svg class="shares" viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" x="0" y="0" width={WIDTH} height="12" />
      {parts.map(({ tone, n }) => {
        const x = at(before)
        before += n
        return <rect class={tone} x={x} y="0" width={at(before) - x} height="12" />
      })}
    </svg>
  )
}
