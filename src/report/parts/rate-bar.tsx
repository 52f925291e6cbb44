const WIDTH = 160

/** A share with its interval, both in 0..1; the figures stand beside it as text. */
export function RateBar(props: { share: number; interval: [number, number]; fatal: boolean }) {
  const at = (share: number) => Math.round(share * WIDTH * 10) / 10
  const [low, high] = props.interval
  return (
    <svg
      class={props.fatal ? 'bar fatal' : 'bar'}
      viewBox={`0 0 ${WIDTH} 14`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="track" x="0" y="3" width={WIDTH} height="8" rx="1" />
      <rect class="share" x="0" y="3" width={at(props.share)} height="8" rx="1" />
      <path class="range" fill="none" d={`M${at(low)} 7H${at(high)}M${at(low)} 4V10M${at(high)} 4V10`} />
    </svg>
  )
}
