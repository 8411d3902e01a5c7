import type { TimeRange } from '../grafana/model/time/time-range.ts'
import { interpolate } from '../grafana/model/variables/interpolate.ts'
import type { VariableState } from '../grafana/model/variables/variable-state.ts'
import { interpolationContext } from './expand-query.ts'
import type { QueriedDashboard } from './project-query.ts'

/** The title of a panel with the variables put in, as people see it. */
export const panelTitle = (
  title: string,
  dashboard: QueriedDashboard,
  variables: readonly VariableState[],
  range: TimeRange,
): string => interpolate(title, interpolationContext(dashboard, range, variables), 'text')
