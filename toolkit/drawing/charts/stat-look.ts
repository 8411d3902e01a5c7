import { colorByName, type Theme } from '../../grafana/model/display/named-colors.ts'
import type { PanelValue } from '../../grafana/model/display/panel-values.ts'
import { reduceValue } from '../../grafana/model/reduce/reduce-field.ts'
import type { PanelInput } from '../panel-input.ts'

interface StatOptions {
  readonly graphMode?: 'none' | 'area'
  readonly colorMode?: 'none' | 'value' | 'background' | 'background_solid'
  readonly textMode?: 'auto' | 'value' | 'value_and_name' | 'name' | 'none'
  readonly justifyMode?: 'auto' | 'center'
  readonly showPercentChange?: boolean
  readonly percentChangeColorMode?: 'standard' | 'inverted' | 'same_as_value'
}

/** How one large number is shown. */
export interface StatLook {
  /** The colour of the ground, where it has one. */
  readonly ground: string | undefined
  /** The colour of the number; undefined for that of texts. */
  readonly color: string | undefined
  readonly hasName: boolean
  readonly hasValue: boolean
  readonly hasLine: boolean
  readonly isCentered: boolean
  readonly lineColor: string
  readonly change: { readonly text: string; readonly color: string } | undefined
}

/** How a number of a stat panel is shown, beside as many as `several` says. */
export function statLook(value: PanelValue, several: boolean, { panel, theme }: PanelInput): StatLook {
  const options: StatOptions = panel.options ?? {}
  const { graphMode = 'area', colorMode = 'value', textMode = 'auto', justifyMode = 'auto' } = options
  const { display, frame } = value
  const onGround = colorMode.startsWith('background')
  const hasTime = frame.fields.some(({ type }) => type === 'time')
  const hasLine = graphMode === 'area' && value.row === undefined && hasTime
  return {
    ground: onGround ? display.color : undefined,
    color: onGround ? '#ffffff' : colorMode === 'none' ? undefined : display.color,
    hasName: textMode === 'value_and_name' || textMode === 'name' || (textMode === 'auto' && several),
    hasValue: textMode !== 'name' && textMode !== 'none',
    hasLine,
    isCentered: justifyMode === 'center' || !several,
    lineColor: onGround ? '#ffffff' : display.color,
    change:
      options.showPercentChange && value.row === undefined ? changeOf(value, options, theme) : undefined,
  }
}

/** How much the last value differs from the first: green where it has grown, unless that is bad. */
function changeOf(
  { field, display }: PanelValue,
  { percentChangeColorMode = 'standard' }: StatOptions,
  theme: Theme,
): StatLook['change'] {
  const change = reduceValue(field, 'diffperc')
  if (typeof change !== 'number' || !Number.isFinite(change)) return undefined
  const isGood = percentChangeColorMode === 'inverted' ? change <= 0 : change >= 0
  const own = colorByName(isGood ? 'green' : 'red', theme)
  const color = percentChangeColorMode === 'same_as_value' ? display.color : own
  const arrow = change > 0 ? '↗' : change < 0 ? '↘' : '→'
  const text = (change / 100).toLocaleString('en-US', { style: 'percent', maximumSignificantDigits: 3 })
  return { text: `${arrow} ${text}`, color }
}
