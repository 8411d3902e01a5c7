import type { Interval } from '../time/calculate-interval.ts'
import type { TimeRange } from '../time/time-range.ts'
import type { Zone } from '../time/zone.ts'
import type { VariableState } from './variable-state.ts'

/** What stands behind the references of a text. */
export interface InterpolationContext {
  readonly variables: readonly VariableState[]
  readonly range: TimeRange
  /** The range as the address of the dashboard has it, such as `now-6h`; ISO dates where left out. */
  readonly rawRange?: { readonly from: string; readonly to: string }
  /** The zone of the dashboard; UTC where left out. */
  readonly zone?: Zone
  /** The interval of a panel's or an annotation's query; queries of variables have none. */
  readonly interval?: Interval
  readonly dashboard?: { readonly uid: string; readonly title: string }
  readonly user?: { readonly id: number; readonly login: string; readonly email: string }
  readonly org?: { readonly id: number; readonly name: string }
  /** The path of the dashboard's address. */
  readonly path?: string
}
