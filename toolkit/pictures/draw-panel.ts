import { chartColors } from '../drawing/chart-colors.ts'
import { barChart, barsOf } from '../drawing/charts/bar-chart.ts'
import { pieChart, slicesOf } from '../drawing/charts/pie-chart.ts'
import { timeseriesChart } from '../drawing/charts/timeseries-chart.ts'
import { pointsOf, xyChart } from '../drawing/charts/xy-chart.ts'
import { type LegendEntry, legendEntries } from '../drawing/legend-entries.ts'
import type { PanelInput } from '../drawing/panel-input.ts'
import { seriesOf } from '../drawing/series.ts'
import { shownText } from '../drawing/shown-value.ts'
import { singleValues, valueText } from '../drawing/single-values.ts'
import type { PanelValue } from '../grafana/model/display/panel-values.ts'
import { reduceValue } from '../grafana/model/reduce/reduce-field.ts'
import { chartAt, type Place } from './chart-drawing.ts'
import { type Drawing, shape, words } from './drawing.ts'
import { legendDrawing } from './legend-drawing.ts'
import { barAt, dialAt, statAt } from './value-drawings.ts'

/** What a panel shows: a drawing of so many pixels, and the same in words. */
export interface DrawnPanel {
  readonly drawing: Drawing
  readonly words: string
}

interface Body {
  readonly height: number
  readonly words: string
  at(place: Place): string
}

type DrawBody = (input: PanelInput, width: number) => Body | undefined

/** How wide the drawings of a document are. */
const whole = 608

const bodies: Readonly<Record<string, { readonly draw: DrawBody; readonly width: number } | undefined>> = {
  timeseries: { draw: timeseries, width: whole },
  trend: { draw: timeseries, width: whole },
  barchart: { draw: bars, width: whole },
  bargauge: { draw: barGauge, width: whole },
  xychart: { draw: points, width: whole },
  piechart: { draw: pie, width: 300 },
  stat: { draw: stats, width: 196 },
  gauge: { draw: dials, width: 196 },
}

/** A panel as a drawing, with its title above where it has to say which it is; undefined where it is shown by its rows. */
export function drawPanel(input: PanelInput, title: string | undefined): DrawnPanel | undefined {
  const kind = bodies[input.panel.type]
  const values = kind && kind.width < whole ? singleValues(input).length : 1
  const width = Math.min(whole, (kind?.width ?? whole) * (input.panel.type === 'piechart' ? 1 : values))
  const body = kind?.draw(input, width)
  if (!body) return undefined
  const { panel: ground, edge, strong } = chartColors(input.theme)
  const top = title === undefined ? 6 : 30
  const height = top + body.height
  const frame = shape('rect', {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 6,
    fill: ground,
    stroke: edge,
  })
  const heading =
    title === undefined
      ? ''
      : words(title, { x: 12, y: 21, 'font-size': 13, 'font-weight': 700, fill: strong }, width - 24)
  const svg = shape(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    frame,
    heading,
    body.at({ x: 0, y: top, width, height: body.height }),
  )
  return { drawing: { svg, width, height }, words: body.words }
}

function timeseries(input: PanelInput, width: number): Body {
  const series = seriesOf(input)
  const legend = legendDrawing(legendEntries(series, input), width)
  const chart = 200
  return {
    height: chart + legend.height,
    words: series
      .map(({ name, field }) => `${name}: last ${shownText(field, reduceValue(field, 'lastNotNull'))}`)
      .join(', '),
    at: ({ x, y }) =>
      chartAt({ x, y, width, height: chart }, timeseriesChart(series, input, width)) +
      legend.draw(y + chart).join(''),
  }
}

function bars(input: PanelInput): Body {
  const { labels, bars: fields } = barsOf(input)
  const legend: readonly LegendEntry[] = fields.map(({ title, color }) => ({
    name: title,
    color,
    line: 'solid',
    figures: [],
  }))
  const below = legendDrawing(legend.length > 1 ? legend : [], whole)
  return {
    height: 210 + below.height,
    words: labels
      .map(
        (label, index) =>
          `${label}: ${fields.map((field) => shownText(field, field.values[index])).join(' / ')}`,
      )
      .join(', '),
    at: ({ x, y, width }) =>
      chartAt({ x, y, width, height: 210 }, barChart(input)) + below.draw(y + 210).join(''),
  }
}

function points(input: PanelInput): Body | undefined {
  const found = pointsOf(input)
  if (!found) return undefined
  const { frame, x, y } = found
  return {
    height: 260,
    words: `${frame.length} points by ${x.title} and ${y.title}`,
    at: (place) => chartAt(place, xyChart(found, input)),
  }
}

function pie(input: PanelInput, width: number): Body {
  const slices = slicesOf(input)
  const entries = slices.map(
    ({ title, display, text, percent }): LegendEntry => ({
      name: title,
      color: display.color,
      line: 'solid',
      figures: [{ name: percent, text }],
    }),
  )
  const legend = legendDrawing(entries, width)
  return {
    height: 170 + legend.height,
    words: slices.map(({ title, text, percent }) => `${title} ${text} (${percent})`).join(', '),
    at: ({ x, y }) =>
      chartAt({ x, y, width, height: 164 }, pieChart(slices, input)) + legend.draw(y + 170).join(''),
  }
}

function stats(input: PanelInput, width: number): Body {
  return sideBySide(input, { width, height: 104 }, (place, value, isNamed) =>
    statAt({ ...place, height: place.height - 6 }, value, isNamed, input),
  )
}

function dials(input: PanelInput, width: number): Body {
  return sideBySide(input, { width, height: 150 }, (place, value, isNamed) =>
    dialAt(place, value, isNamed, input),
  )
}

/** The values of a panel beside each other; one alone needs no name. */
function sideBySide(
  input: PanelInput,
  { width, height }: Pick<Place, 'width' | 'height'>,
  draw: (place: Place, value: PanelValue, isNamed: boolean) => string,
): Body {
  const values = singleValues(input)
  const each = width / Math.max(values.length, 1)
  return {
    height,
    words: valueWords(input),
    at: ({ x, y, height: room }) =>
      values
        .map((value, index) =>
          draw({ x: x + index * each, y, width: each, height: room }, value, values.length > 1),
        )
        .join(''),
  }
}

function barGauge(input: PanelInput): Body {
  const values = singleValues(input)
  const line = 28
  return {
    height: values.length * line + 10,
    words: valueWords(input),
    at: ({ x, y, width }) =>
      values
        .map((value, index) => barAt({ x, y: y + index * line, width, height: line }, value, input))
        .join(''),
  }
}

function valueWords(input: PanelInput): string {
  const values = singleValues(input)
  return values
    .map((one) => (values.length > 1 ? `${one.title} ${valueText(one)}` : valueText(one)))
    .join(', ')
}
