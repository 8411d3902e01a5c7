import type { DynamicConfigValue, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Color } from './color.ts'
import { type DataLink, dataLinkProperty } from './data-link.ts'
import { type Thresholds, thresholds } from './thresholds.ts'
import type { Unit } from './unit.ts'

/** What differs for one field of a panel. */
export interface FieldOverride<Field extends string = string> {
  readonly displayName?: string
  readonly description?: string
  readonly unit?: Unit
  readonly decimals?: number
  readonly min?: number
  /** A gauge cell without it is full at the largest value of its column. */
  readonly max?: number
  readonly noValue?: string
  readonly color?: Color
  readonly thresholds?: Thresholds
  readonly mappings?: readonly ValueMapping[]
  readonly links?: readonly DataLink<Field>[]
  /** Pixels, in a table. */
  readonly width?: number
  readonly align?: 'left' | 'center' | 'right'
  readonly cell?: 'auto' | 'color-text' | 'color-background' | 'gauge'
  readonly axis?: 'left' | 'right' | 'hidden'
  readonly axisLabel?: string
  readonly line?: 'solid' | 'dash' | 'dot'
  /** Percent. */
  readonly fillOpacity?: number
  readonly lineWidth?: number
}

type Property = [id: string, value: unknown]

/** An override's properties as Grafana names them, in a panel on a dashboard. */
export function overrideProperties(override: FieldOverride, on = ''): DynamicConfigValue[] {
  const { links, color, cell, line, axis } = override
  const isOwnScale = cell === 'gauge' && override.max === undefined
  const properties: Property[] = [
    ['displayName', override.displayName],
    ['description', override.description],
    ['unit', override.unit],
    ['decimals', override.decimals],
    ['min', override.min],
    ['max', override.max],
    ['fieldMinMax', isOwnScale || undefined],
    ['noValue', override.noValue],
    ['color', color && { mode: 'fixed', fixedColor: color }],
    ['thresholds', cellThresholds(override)?.build()],
    ['mappings', override.mappings],
    ['links', links?.map((link) => dataLinkProperty(link, on))],
    ['custom.width', override.width],
    ['custom.align', override.align],
    ['custom.cellOptions', cell && cellOptions(cell)],
    ['custom.axisPlacement', axis],
    ['custom.axisLabel', override.axisLabel],
    [
      'custom.lineStyle',
      line &&
        (line === 'solid' ? { fill: 'solid' } : { fill: line, dash: line === 'dash' ? [10, 10] : [0, 10] }),
    ],
    ['custom.fillOpacity', override.fillOpacity],
    ['custom.lineWidth', override.lineWidth],
  ]
  return properties.filter(([, value]) => value !== undefined).map(([id, value]) => ({ id, value }))
}

/** A cell that is coloured has thresholds of its own: Grafana's are red from 80 on, whatever is measured. */
function cellThresholds({ thresholds: given, color, cell }: FieldOverride): Thresholds | undefined {
  if (given || color || cell === undefined || cell === 'auto') return given
  return thresholds(cell === 'gauge' ? 'green' : cell === 'color-text' ? 'text' : 'transparent')
}

function cellOptions(cell: NonNullable<FieldOverride['cell']>): object {
  if (cell === 'gauge') return { type: 'gauge', mode: 'gradient', valueDisplayMode: 'text' }
  if (cell === 'color-background') return { type: 'color-background', mode: 'basic' }
  return { type: cell }
}
