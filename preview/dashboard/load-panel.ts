import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { interpolateVariables, type VariableValues } from '../../toolkit/grafana/interpolate-variables.ts'
import type { GivenVariables, Mark, VariableState } from '../../toolkit/preview/api.ts'
import { runPanelQuery } from '../ask.ts'
import { type Frame, frameOf } from '../data/frame.ts'
import type { QueryAnswer } from '../data/query-answer.ts'
import { asTimeSeries } from '../data/time-series.ts'
import { transform } from '../data/transform.ts'

/** What all panels of a dashboard are asked with. */
export interface DashboardState {
  readonly uid: string
  readonly from: string
  readonly to: string
  readonly given: GivenVariables
  readonly variables: readonly VariableState[]
  readonly marks: readonly Mark[]
}

/** What a panel's queries returned, ready to be drawn. */
export interface PanelData {
  readonly answers: readonly QueryAnswer[]
  readonly frames: readonly Frame[]
  /** Transformations that the preview does not know. */
  readonly unknown: readonly string[]
}

/** The names of a panel's queries in Postgres; hidden ones are left out. */
export function queriesOf({ targets = [] }: Panel): { readonly refId: string; readonly format: string }[] {
  return targets.flatMap((target) => {
    if (!('rawSql' in target) || ('hide' in target && target.hide === true)) return []
    const refId = 'refId' in target ? String(target.refId) : 'A'
    return [{ refId, format: 'format' in target ? String(target.format) : 'table' }]
  })
}

/** Runs the queries of a panel. */
export async function loadPanel(
  panel: Panel,
  state: DashboardState,
  width: number,
  signal: AbortSignal,
): Promise<PanelData> {
  const { uid, from, to, given } = state
  const maxDataPoints = Math.max(100, Math.round(width))
  const answers = await Promise.all(
    queriesOf(panel).map(async ({ refId, format }) => {
      const request = {
        dashboard: uid,
        panel: panel.id ?? 0,
        refId,
        from,
        to,
        maxDataPoints,
        variables: given,
      }
      return { format, answer: await runPanelQuery(request, signal) }
    }),
  )
  const frames = answers.map(({ format, answer }) =>
    format === 'time_series' ? asTimeSeries(frameOf(answer)) : frameOf(answer),
  )
  const steps = frames.map((frame) => transform(frame, panel.transformations ?? []))
  return {
    answers: answers.map(({ answer }) => answer),
    frames: steps.map(({ frame }) => frame),
    unknown: steps[0]?.unknown ?? [],
  }
}

/** A text of a dashboard with the chosen values in it, as people read them. */
export function withValues(text: string, variables: readonly VariableState[]): string {
  const values: Record<string, string> = {}
  for (const { name, value, choices } of variables) {
    const texts = value.map((one) => choices.find((choice) => choice.value === one)?.text ?? one)
    values[name] = texts.map((one) => (one === '$__all' ? 'All' : one)).join(' + ')
  }
  const shown: VariableValues = values
  return interpolateVariables(text, shown)
}
