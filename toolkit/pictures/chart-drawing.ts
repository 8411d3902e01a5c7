import { BarChart, GaugeChart, LineChart, PieChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts/types/dist/shared'
import { fonts, shape } from './drawing.ts'

echarts.use([
  BarChart,
  GaugeChart,
  GridComponent,
  LineChart,
  MarkAreaComponent,
  MarkLineComponent,
  PieChart,
  ScatterChart,
  SVGRenderer,
])

export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A chart at a place of a drawing, as a page draws it. */
export function chartAt({ x, y, width, height }: Place, option: EChartsOption): string {
  const chart = echarts.init(null, undefined, { renderer: 'svg', ssr: true, width, height })
  chart.setOption({ animation: false, useUTC: true, textStyle: { fontFamily: fonts }, ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  const inside = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'))
  return shape('g', { transform: `translate(${x} ${y})` }, inside)
}
