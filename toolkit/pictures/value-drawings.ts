import { chartColors } from '../drawing/chart-colors.ts'
import { dialChart } from '../drawing/charts/dial-chart.ts'
import { sparkline } from '../drawing/charts/sparkline.ts'
import { statLook } from '../drawing/charts/stat-look.ts'
import type { PanelInput } from '../drawing/panel-input.ts'
import { valueText } from '../drawing/single-values.ts'
import type { PanelValue } from '../grafana/model/display/panel-values.ts'
import { chartAt, type Place } from './chart-drawing.ts'
import { shape, textWidth, words } from './drawing.ts'

/** A large number over its line. */
export function statAt(
  { x, y, width, height }: Place,
  value: PanelValue,
  several: boolean,
  input: PanelInput,
): string {
  const look = statLook(value, several, input)
  const { strong, text } = chartColors(input.theme)
  const anchor = look.isCentered ? 'middle' : 'start'
  const left = look.isCentered ? x + width / 2 : x + 14
  const number = valueText(value)
  const size = Math.max(14, Math.min(34, ((width - 28) / textWidth(number, 1)) * 0.95))
  const top = y + (look.hasName ? 22 : 8)
  const lineTop = y + height * 0.6
  return [
    look.ground === undefined ? '' : shape('rect', { x, y, width, height, fill: look.ground }),
    look.hasLine
      ? chartAt(
          { x, y: lineTop, width, height: y + height - lineTop },
          sparkline(value, input.range, look.lineColor),
        )
      : '',
    look.hasName
      ? words(
          value.title,
          { x: left, y: y + 16, 'font-size': 12, 'text-anchor': anchor, fill: text },
          width - 16,
        )
      : '',
    look.hasValue
      ? words(number, {
          x: left,
          y: top + size * 0.9,
          'font-size': size,
          'font-weight': 700,
          'text-anchor': anchor,
          fill: look.color ?? strong,
        })
      : '',
    look.change
      ? words(look.change.text, {
          x: left,
          y: top + size * 0.9 + 18,
          'font-size': 12,
          'text-anchor': anchor,
          fill: look.change.color,
        })
      : '',
  ].join('')
}

/** A number on a dial; its name below where there are several. */
export function dialAt(place: Place, value: PanelValue, several: boolean, { theme }: PanelInput): string {
  const { x, y, width, height } = place
  const name = several
    ? words(
        value.title,
        {
          x: x + width / 2,
          y: y + height - 6,
          'font-size': 12,
          'text-anchor': 'middle',
          fill: chartColors(theme).text,
        },
        width,
      )
    : ''
  return chartAt(several ? { ...place, height: height - 18 } : place, dialChart(value, theme)) + name
}

/** A name, a bar from the least to the most that the value can be, and the value. */
export function barAt({ x, y, width, height }: Place, value: PanelValue, { theme }: PanelInput): string {
  const { title, field, display } = value
  const { min, max } = field.range
  const { text, line } = chartColors(theme)
  const part = Math.min(1, Math.max(0, (display.numeric - min) / (max - min || 1))) || 0
  const [from, to] = [x + width * 0.3, x + width * 0.8]
  const bar = { y: y + height / 2 - 7, height: 14, rx: 3 }
  const middle = y + height / 2 + 4
  return [
    words(title, { x: x + 14, y: middle, 'font-size': 12, fill: text }, width * 0.3 - 22),
    shape('rect', { ...bar, x: from, width: to - from, fill: line }),
    shape('rect', { ...bar, x: from, width: (to - from) * part, fill: display.color }),
    words(valueText(value), {
      x: x + width - 14,
      y: middle,
      'font-size': 12,
      'font-weight': 700,
      'text-anchor': 'end',
      fill: display.color,
    }),
  ].join('')
}
