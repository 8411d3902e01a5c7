import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { rememberSite } from '../../foundation/definition-site.ts'
import { grafanaItself, liveTarget } from '../dashboards/live-target.ts'
import { thresholds } from '../dashboards/thresholds.ts'
import type { LiveFigure } from '../realtime/live-figure.ts'
import { applyFrame, thresholdColors } from './apply-options.ts'
import type { Panel } from './panel.ts'
import type { PanelFrame, PanelOptions, WithSdk } from './panel-options.ts'

/** The parts of a figure that are numbers. */
type NumberOf<Value> = Value extends number | readonly unknown[]
  ? never
  : { [K in keyof Value & string]: Value[K] extends number ? K : never }[keyof Value & string]

type Shown = 'unit' | 'decimals' | 'min' | 'max' | 'noValue' | 'color' | 'thresholds'

interface LiveStatFrame extends PanelFrame, WithSdk<PanelBuilder>, Pick<PanelOptions<never>, Shown> {}

/** A figure that is a number, or a number of one that has several. */
export type LiveStatOptions<Value> = LiveStatFrame &
  (Value extends number
    ? { readonly figure: LiveFigure<string, Value>; readonly part?: never }
    : { readonly figure: LiveFigure<string, Value>; readonly part: NumberOf<Value> })

/**
 * One large number that moves without a refresh: the live server pushes the figure through Grafana Live.
 *
 * @example liveStatPanel({ title: 'Open orders', description: '…', figure: openOrders, unit: 'short' })
 */
export function liveStatPanel<Value>(options: LiveStatOptions<Value>): Panel<never> {
  const { title, figure, part, sdk } = options
  const build = () => {
    const panel = styled(options).withTarget(
      liveTarget(part === undefined ? figure.name : `${figure.name}_${part}`),
    )
    return (sdk?.(panel) ?? panel).build()
  }
  return rememberSite({ kind: 'panel', title, query: undefined, figure, links: [], build }, liveStatPanel)
}

function styled(options: LiveStatFrame): PanelBuilder {
  const { unit, decimals, min, max, noValue, color = 'green' } = options
  const panel = applyFrame(new PanelBuilder(), options, { width: 6, height: 5 })
    .datasource(grafanaItself)
    .graphMode(BigValueGraphMode.Area)
    .colorMode(BigValueColorMode.Value)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false))
    .colorScheme(thresholdColors())
    .thresholds(options.thresholds ?? thresholds(color))
  if (unit !== undefined) panel.unit(unit)
  if (decimals !== undefined) panel.decimals(decimals)
  if (min !== undefined) panel.min(min)
  if (max !== undefined) panel.max(max)
  if (noValue !== undefined) panel.noValue(noValue)
  return panel
}
