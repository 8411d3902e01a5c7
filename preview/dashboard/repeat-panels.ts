import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { VariableState } from '../../toolkit/preview/api.ts'
import type { DashboardState } from './load-panel.ts'

/** The one value that a variable has inside of a repeated panel. */
export interface Scope {
  readonly name: string
  readonly value: string
}

/** A panel where it stands, once for each value that it is repeated for. */
export interface PlacedPanel {
  readonly panel: Panel
  readonly scope: Scope | undefined
}

const columns = 24
const all = '$__all'

/** Panels with those that repeat put once for each chosen value, as Grafana places them; what is below moves down. */
export function repeatPanels(panels: readonly Panel[], variables: readonly VariableState[]): PlacedPanel[] {
  let down = 0
  return panels.flatMap((panel): PlacedPanel[] => {
    const { x = 0, y = 0, w = columns / 2, h = 8 } = panel.gridPos ?? {}
    const values = valuesOf(variables.find(({ name }) => name === panel.repeat))
    if (!panel.repeat || values.length === 0)
      return [{ panel: { ...panel, gridPos: { x, y: y + down, w, h } }, scope: undefined }]
    const name = panel.repeat
    const stacked = panel.repeatDirection === 'v'
    const inLine = stacked ? 1 : Math.min(values.length, panel.maxPerRow ?? 4)
    const width = stacked ? w : Math.floor(columns / inLine)
    const top = y + down
    down += (Math.ceil(values.length / inLine) - 1) * h
    return values.map((value, index) => {
      const place = {
        x: stacked ? x : (index % inLine) * width,
        y: top + Math.floor(index / inLine) * h,
        w: width,
        h,
      }
      return { panel: { ...panel, gridPos: place }, scope: { name, value } }
    })
  })
}

/** The values for which panels are repeated, so that they are placed anew when these change. */
export function repeatedValues(panels: readonly Panel[], variables: readonly VariableState[]): string {
  const names = new Set(panels.map(({ repeat }) => repeat))
  return JSON.stringify(variables.filter(({ name }) => names.has(name)).map(valuesOf))
}

/** What a dashboard is asked with inside of a repeated panel. */
export function scopedState(state: DashboardState, { name, value }: Scope): DashboardState {
  const variables = state.variables.map((one) => (one.name === name ? { ...one, value: [value] } : one))
  return { ...state, given: { ...state.given, [name]: [value] }, variables }
}

function valuesOf(variable: VariableState | undefined): readonly string[] {
  if (!variable) return []
  return variable.value.includes(all) ? variable.choices.map(({ value }) => value) : variable.value
}
