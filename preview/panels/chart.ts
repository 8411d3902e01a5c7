import { BarChart, GaugeChart, LineChart, PieChart, ScatterChart } from 'echarts/charts'
import {
  AxisPointerComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts/types/dist/shared'
import { chartColors, fontFamily } from '../../toolkit/drawing/chart-colors.ts'
import type { Theme } from '../../toolkit/grafana/model/display/named-colors.ts'

echarts.use([
  AxisPointerComponent,
  BarChart,
  GaugeChart,
  GridComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  PieChart,
  ScatterChart,
  SVGRenderer,
  TooltipComponent,
])

export type { EChartsOption }
export type EChart = echarts.ECharts

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement) || target.clientWidth === 0) continue
    const chart = echarts.getInstanceByDom(target)
    const fits = chart?.getWidth() === target.clientWidth && chart.getHeight() === target.clientHeight
    if (!fits) chart?.resize()
  }
})

/** Draws a chart into a place, or draws the one that is there anew. */
export function drawChart(host: HTMLElement, option: EChartsOption): EChart {
  const known = echarts.getInstanceByDom(host)
  const chart = known ?? echarts.init(host, undefined, { renderer: 'svg' })
  if (!known) sizes.observe(host)
  chart.setOption(
    { animation: false, useUTC: true, textStyle: { fontFamily }, ...option },
    { notMerge: true, lazyUpdate: false },
  )
  return chart
}

/** Forgets the charts below a place that is taken off the page. */
export function forgetCharts(place: Element): void {
  for (const host of place.querySelectorAll<HTMLElement>('.chart')) {
    sizes.unobserve(host)
    echarts.getInstanceByDom(host)?.dispose()
  }
}

/** How every tooltip looks. */
export function tooltipStyle(theme: Theme) {
  const { panel, edge, strong } = chartColors(theme)
  return {
    backgroundColor: panel,
    borderColor: edge,
    borderWidth: 1,
    padding: [8, 10],
    textStyle: { color: strong, fontSize: 12, fontFamily },
    extraCssText: 'border-radius: 6px; box-shadow: 0 6px 20px rgba(0, 0, 0, 0.25); max-width: 360px;',
    confine: true,
    transitionDuration: 0.1,
  }
}

/** The place of a panel's chart: the one that is there, or a new one. */
export function chartHost(place: HTMLElement): HTMLElement {
  const found = place.querySelector<HTMLElement>(':scope > .chart')
  if (found) return found
  const host = document.createElement('div')
  host.className = 'chart'
  place.prepend(host)
  return host
}
