import type {
  DashboardLink,
  FieldColor,
  FieldConfigSource,
  MatcherConfig,
  ThresholdsConfig,
  ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard'
import type { Column } from '../data/frame.ts'

/** What kinds of panels say of a field beyond what all say; each reads what it knows. */
export interface CustomConfig {
  readonly drawStyle?: 'line' | 'bars' | 'points'
  readonly lineInterpolation?: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter'
  readonly lineWidth?: number
  readonly lineStyle?: { readonly fill?: 'solid' | 'dash' | 'dot'; readonly dash?: readonly number[] }
  readonly fillOpacity?: number
  readonly gradientMode?: string
  readonly showPoints?: 'auto' | 'never' | 'always'
  readonly pointSize?: number
  readonly spanNulls?: boolean | number
  readonly stacking?: { readonly mode?: string; readonly group?: string }
  readonly axisPlacement?: 'auto' | 'left' | 'right' | 'hidden'
  readonly axisLabel?: string
  readonly scaleDistribution?: { readonly type?: string; readonly log?: number }
  readonly thresholdsStyle?: { readonly mode?: string }
  readonly hideFrom?: { readonly legend?: boolean; readonly tooltip?: boolean; readonly viz?: boolean }
  readonly width?: number
  readonly align?: 'auto' | 'left' | 'center' | 'right'
  readonly cellOptions?: { readonly type?: string; readonly mode?: string }
  readonly hidden?: boolean
}

/** Everything that holds for one field of a panel: the panel's defaults, and its overrides on top. */
export interface FieldSettings {
  readonly displayName?: string
  readonly description?: string
  readonly unit?: string
  readonly decimals?: number
  readonly min?: number
  readonly max?: number
  readonly noValue?: string
  readonly mappings?: readonly ValueMapping[]
  readonly thresholds?: ThresholdsConfig
  readonly color?: FieldColor
  readonly links?: readonly Pick<DashboardLink, 'title' | 'url' | 'targetBlank'>[]
  readonly custom: CustomConfig
}

/** The settings of a field, by the names and the type that overrides look for. */
export function fieldSettings(
  config: FieldConfigSource | undefined,
  column: Pick<Column, 'name' | 'type'>,
): FieldSettings {
  const { defaults = {}, overrides = [] } = config ?? {}
  const settings: Record<string, unknown> = { ...defaults }
  const custom: Record<string, unknown> = { ...defaults.custom }
  for (const { matcher, properties } of overrides) {
    if (!matches(matcher, column)) continue
    for (const { id, value } of properties) {
      if (id.startsWith('custom.')) custom[id.slice('custom.'.length)] = value
      else settings[id] = value
    }
  }
  return { ...settings, custom }
}

function matches({ id, options }: MatcherConfig, { name, type }: Pick<Column, 'name' | 'type'>): boolean {
  switch (id) {
    case 'byName':
      return options === name
    case 'byNames':
      return Array.isArray(options?.names) && options.names.includes(name)
    case 'byRegexp': {
      const [, pattern = String(options), flags = ''] = /^\/(.*)\/(\w*)$/s.exec(String(options)) ?? []
      return new RegExp(pattern, flags).test(name)
    }
    case 'byType':
      return options === (type === 'text' ? 'string' : type)
    default:
      return false
  }
}

/** The name that people see. */
export const shownName = ({ displayName }: FieldSettings, { name }: Pick<Column, 'name'>): string =>
  displayName && displayName !== '' ? displayName : name
