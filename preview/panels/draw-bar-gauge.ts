import { singleValues, valueText } from '../../toolkit/drawing/single-values.ts'
import { element } from '../dom.ts'
import { linkAround } from '../fields/data-link.ts'
import type { DrawPanel } from './panel-drawing.ts'

/** Draws a bar for each value, from the least to the most that it can be. */
export const drawBarGauge: DrawPanel = (host, input) => {
  const values = singleValues(input)
  const rows = values.flatMap((one) => {
    const { title, field, display } = one
    const { min, max } = field.range
    const part = Math.min(1, Math.max(0, (display.numeric - min) / (max - min || 1))) || 0
    const bar = element('span', {
      class: 'bar',
      style: `width: ${part * 100}%; background: ${display.color}`,
    })
    const number = element('span', { class: 'bar-value', style: `color: ${display.color}` }, valueText(one))
    return [
      element('span', { class: 'bar-name' }, title),
      element('span', { class: 'bar-ground' }, bar),
      linkAround(number, one, input),
    ]
  })
  host.replaceChildren(element('div', { class: 'bar-gauge' }, ...rows))
  return values.map((one) => `${one.title} ${valueText(one)}`).join(', ')
}
