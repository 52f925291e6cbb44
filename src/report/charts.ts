const WIDTH = 520
const HEIGHT = 220
/** Stand-ins that the page's colours replace, so that one picture serves light and dark. */
const COLOURS = { '#010101': 'var(--accent)', '#020202': 'var(--muted)', '#030303': 'var(--rule)' }
const [BAR, LABEL, LINE] = ['#010101', '#020202', '#030303']

/** Conversations by total in ten steps, as an SVG element that is the same for the same counts. */
export async function totalsChart(bins: readonly number[], name: string): Promise<string> {
  // Loaded here because starting up without a report must stay quick.
  const [{ init, use }, { BarChart }, { GridComponent }, { SVGRenderer }] = await Promise.all([
    import('echarts/core'),
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ])
  use([BarChart, GridComponent, SVGRenderer])
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  const axisLabel = { color: LABEL, fontSize: 13 }
  chart.setOption({
    animation: false,
    grid: { left: 4, right: 4, top: 24, bottom: 26 },
    xAxis: {
      type: 'category',
      data: bins.map((_, index) => `${index * 10}–${index * 10 + 10}`),
      axisLabel: { ...axisLabel, fontSize: 12, interval: 0 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: LINE } },
    },
    yAxis: { show: false, type: 'value' },
    series: [
      {
        type: 'bar',
        silent: true,
        barCategoryGap: '18%',
        data: bins.map((value) => ({ value, label: { show: value > 0 } })),
        itemStyle: { color: BAR, borderRadius: [3, 3, 0, 0] },
        label: { ...axisLabel, position: 'top' },
      },
    ],
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return dressed(svg, name)
}

/** Takes out what differs between runs or fixes a size, and puts the page's colours in. */
function dressed(svg: string, name: string): string {
  const plain = svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/font-family:[^;"]*;?/g, '')
    .replace(/^<svg width="\d+" height="\d+"/, `<svg role="img" aria-label="${name.replace(/["&<>]/g, '')}"`)
  return Object.entries(COLOURS).reduce((text, [from, to]) => text.replaceAll(from, to), plain)
}
