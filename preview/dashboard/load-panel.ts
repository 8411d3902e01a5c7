import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Mark } from '../../toolkit/drawing/mark.ts'
import { isKnownUnit } from '../../toolkit/grafana/model/format/value-formats.ts'
import type { DataFrame } from '../../toolkit/grafana/model/frames/frame.ts'
import type { Zone } from '../../toolkit/grafana/model/time/zone.ts'
import { transform } from '../../toolkit/grafana/model/transform/transform.ts'
import type { GivenVariables, VariableState } from '../../toolkit/preview/api.ts'
import { runPanelQuery } from '../ask.ts'
import { answerFrame } from '../data/answer-frame.ts'
import type { QueryAnswer } from '../data/query-answer.ts'

/** What all panels of a dashboard are asked with. */
export interface DashboardState {
  readonly uid: string
  readonly from: string
  readonly to: string
  readonly given: GivenVariables
  readonly variables: readonly VariableState[]
  readonly marks: readonly Mark[]
  /** The zone of the dashboard, whose clocks name moments. */
  readonly zone: Zone
}

/** What a panel's queries returned, ready to be drawn. */
export interface PanelData {
  readonly answers: readonly QueryAnswer[]
  readonly frames: readonly DataFrame[]
  /** Transformations of Grafana that the preview does not know. */
  readonly uncovered: readonly string[]
  /** Units that are none of Grafana's. */
  readonly unknownUnits: readonly string[]
  /** Why Grafana shows nothing, in its words. */
  readonly problem: string | undefined
}

/** The names of a panel's queries in Postgres; hidden ones are left out. */
export function queriesOf({ targets = [] }: Panel): { readonly refId: string; readonly format: string }[] {
  return targets.flatMap((target) => {
    if (!('rawSql' in target) || ('hide' in target && target.hide === true)) return []
    const refId = 'refId' in target ? String(target.refId) : 'A'
    return [{ refId, format: 'format' in target ? String(target.format) : 'table' }]
  })
}

/** Whether a query of a panel names one of these relations. */
export function readsRelation({ targets = [] }: Panel, relations: readonly string[]): boolean {
  const texts = targets.flatMap((target) => ('rawSql' in target ? [String(target.rawSql)] : []))
  return texts.some((text) => relations.some((name) => text.includes(name)))
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
  const answered = await Promise.all(
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
      return { refId, format, answer: await runPanelQuery(request, signal) }
    }),
  )
  const answers = answered.map(({ answer }) => answer)
  const read = answers.some(({ error }) => error !== undefined) ? [] : answered.map(answerFrame)
  const problem = read.find((one) => 'problem' in one)?.problem
  const frames = read.flatMap((one) => ('frame' in one ? [one.frame] : []))
  return { answers, unknownUnits: unknownUnits(panel), ...transformed(frames, panel, problem) }
}

function transformed(
  frames: readonly DataFrame[],
  { transformations = [] }: Panel,
  problem: string | undefined,
): Pick<PanelData, 'frames' | 'uncovered' | 'problem'> {
  if (problem !== undefined) return { frames: [], uncovered: [], problem }
  try {
    return { ...transform(frames, transformations), problem: undefined }
  } catch (error) {
    return { frames: [], uncovered: [], problem: error instanceof Error ? error.message : String(error) }
  }
}

/** The units of a panel that Grafana does not have. */
function unknownUnits({ fieldConfig }: Panel): string[] {
  const properties = fieldConfig?.overrides.flatMap((override) => override.properties) ?? []
  const units = properties.filter(({ id }) => id === 'unit').map(({ value }) => String(value))
  return [fieldConfig?.defaults.unit ?? '', ...units].filter((unit) => !isKnownUnit(unit))
}
