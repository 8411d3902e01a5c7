import { reduceValue } from '../../toolkit/grafana/model/reduce/reduce-field.ts'
import { findReducer } from '../../toolkit/grafana/model/reduce/reducers.ts'
import { element } from '../dom.ts'
import { customOf } from '../fields/custom-config.ts'
import { shownText } from '../fields/shown-value.ts'
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
  { panel }: DrawingInput,
  onHide: (hidden: ReadonlySet<string>) => void,
): void {
  host.querySelector(':scope > .legend')?.remove()
  const options: LegendOptions = panel.options ?? {}
  const { showLegend = true, displayMode = 'list', placement = 'bottom', calcs = [] } = options.legend ?? {}
  host.classList.toggle('legend-right', placement === 'right')
  if (!showLegend || displayMode === 'hidden') return
  let alone: string | undefined
  const shown = series.filter(({ field }) => !customOf(field).hideFrom?.legend)
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
          `${findReducer(calc)?.name ?? calc}: `,
          element('b', {}, calculated(one, calc)),
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

/** A calculation of a line in its unit; a count of values has none. */
function calculated({ field }: Series, calc: string): string {
  const value = reduceValue(field, calc)
  const keepsUnit = findReducer(calc)?.keepsUnit ?? true
  return keepsUnit ? shownText(field, value) : String(value ?? '')
}
