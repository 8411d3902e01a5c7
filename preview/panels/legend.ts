import { calculationName, reduceColumn } from '../data/reduce.ts'
import { element } from '../dom.ts'
import { displayText } from '../fields/display.ts'
import type { DrawingInput } from './panel-drawing.ts'
import type { Series } from './series.ts'

interface LegendOptions {
  readonly legend?: {
    readonly showLegend?: boolean
    readonly displayMode?: 'list' | 'table' | 'hidden'
    readonly placement?: 'bottom' | 'right'
    readonly calcs?: readonly string[]
  }
}

/** Draws the legend of a chart; pressing a name shows that line alone, and again all of them. */
export function drawLegend(
  host: HTMLElement,
  series: readonly Series[],
  { panel, theme }: DrawingInput,
  onHide: (hidden: ReadonlySet<string>) => void,
): void {
  host.querySelector(':scope > .legend')?.remove()
  const options: LegendOptions = panel.options ?? {}
  const { showLegend = true, displayMode = 'list', placement = 'bottom', calcs = [] } = options.legend ?? {}
  host.classList.toggle('legend-right', placement === 'right')
  if (!showLegend || displayMode === 'hidden') return
  let alone: string | undefined
  const shown = series.filter(({ settings }) => !settings.custom.hideFrom?.legend)
  const items = shown.map((one) => {
    const button = element(
      'button',
      { type: 'button', class: 'legend-item', 'aria-pressed': 'true', title: `Show ${one.name} alone` },
      element('span', { class: 'swatch', style: `background: ${one.color}` }),
      element('span', {}, one.name),
      ...calcs.map((calc) =>
        element(
          'span',
          { class: 'legend-figure' },
          `${calculationName(calc)} `,
          element('b', {}, displayText(reduceColumn(one.values, calc), 'number', one.settings, theme)),
        ),
      ),
    )
    button.addEventListener('click', () => {
      alone = alone === one.name ? undefined : one.name
      for (const [index, item] of items.entries())
        item.setAttribute('aria-pressed', String(alone === undefined || shown[index]?.name === alone))
      onHide(
        new Set(alone === undefined ? [] : series.map(({ name }) => name).filter((name) => name !== alone)),
      )
    })
    return button
  })
  host.append(element('div', { class: 'legend', role: 'group', 'aria-label': 'Legend' }, ...items))
}
