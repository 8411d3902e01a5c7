import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import { display } from '../fields/display.ts'
import { asText } from '../format/shown.ts'
import { chartColors } from './chart.ts'
import type { DrawPanel } from './panel-drawing.ts'
import { reducedValues } from './reduced-values.ts'

/** Draws a bar for each value, from the least to the most that it can be. */
export const drawBarGauge: DrawPanel = (host, input) => {
  const values = reducedValues(input)
  const rows = values.map((reduced) => {
    const { name, value, type, settings } = reduced
    const { min = 0, max = 100 } = settings
    const shown = display(value, type, settings, input.theme)
    const color = shown.color ?? chartColors(input.theme).strong
    const part = typeof value === 'number' ? Math.min(1, Math.max(0, (value - min) / (max - min || 1))) : 0
    const bar = element('span', { class: 'bar', style: `width: ${part * 100}%; background: ${color}` })
    const number = element('span', { class: 'bar-value', style: `color: ${color}` }, asText(shown))
    return element(
      'div',
      { class: 'bar-row' },
      element('span', { class: 'bar-name' }, name),
      element('span', { class: 'bar-ground' }, bar),
      linkAround(number, reduced, input),
    )
  })
  host.replaceChildren(element('div', { class: 'bar-gauge' }, ...rows))
  return values
    .map(
      ({ name, value, type, settings }) => `${name} ${asText(display(value, type, settings, input.theme))}`,
    )
    .join(', ')
}
