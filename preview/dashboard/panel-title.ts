import { timeRange } from '../../toolkit/grafana/model/time/time-range.ts'
import { interpolate } from '../../toolkit/grafana/model/variables/interpolate.ts'
import { InterpolationError } from '../../toolkit/grafana/model/variables/interpolation-error.ts'
import type { VariableState } from '../../toolkit/grafana/model/variables/variable-state.ts'
import type { VariableState as ShownVariable } from '../../toolkit/preview/api.ts'

/** What is chosen on a dashboard. */
interface Chosen {
  readonly from: string
  readonly to: string
  readonly variables: readonly ShownVariable[]
}

/** The title of a panel as people read it, with the texts of what is chosen; what only Grafana knows stays as it is written. */
export function panelTitle(title: string, { from, to, variables }: Chosen): string {
  const context = {
    variables: variables.map(chosen),
    range: timeRange({ from, to }, new Date()),
    rawRange: { from, to },
  }
  try {
    return interpolate(title, context, 'text')
  } catch (error) {
    if (error instanceof InterpolationError) return title
    throw error
  }
}

function chosen({ name, multi, includeAll, choices, value }: ShownVariable): VariableState {
  const text = value.map((one) => choices.find((choice) => choice.value === one)?.text ?? one)
  return {
    kind: 'choices',
    name,
    multi,
    includeAll,
    allValue: undefined,
    options: choices,
    value,
    text,
    fromAddress: false,
  }
}
