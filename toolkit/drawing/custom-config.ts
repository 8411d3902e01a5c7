import type { ShownField } from '../grafana/model/display/shown-fields.ts'

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

/** What a field says to the kind of panel that draws it. */
export const customOf = ({ config }: ShownField): CustomConfig => config.custom ?? {}
