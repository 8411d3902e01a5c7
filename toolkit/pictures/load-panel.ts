import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { ClientBase } from 'pg'
import { isPostgresTarget } from '../define/dashboards/query-target.ts'
import type { PanelInput } from '../drawing/panel-input.ts'
import { withPanelDefaults } from '../grafana/model/display/panel-defaults.ts'
import { shownFrames } from '../grafana/model/display/shown-fields.ts'
import { type DataFrame, dataFrame } from '../grafana/model/frames/frame.ts'
import { readAnswer } from '../grafana/model/frames/read-answer.ts'
import { transform } from '../grafana/model/transform/transform.ts'
import type { VariableState } from '../grafana/model/variables/variable-state.ts'
import { rawResults } from '../query/raw-results.ts'
import { expandQuery } from '../release/expand-query.ts'
import type { ProjectQuery, QueriedDashboard } from '../release/project-query.ts'

/** A panel, and how its queries are asked. */
export interface AskedPanel {
  readonly panel: Panel
  readonly dashboard: QueriedDashboard | undefined
  readonly variables: readonly VariableState[]
  readonly rangeAt: ProjectQuery['rangeAt']
  readonly now: Date
  /** Puts a filter around a statement. */
  readonly around: (sql: string) => Promise<string> | string
}

/**
 * What a panel shows, asked in a transaction of the caller.
 *
 * @throws Error in the words of Postgres or of Grafana, where one of them refuses
 */
export async function loadPanel(client: ClientBase, asked: AskedPanel): Promise<PanelInput> {
  const { panel, now } = asked
  const found: DataFrame[] = []
  const targets = (panel.targets ?? []).filter(isPostgresTarget)
  for (const target of targets) {
    if ('hide' in target && target.hide === true) continue
    const query = {
      kind: 'panel' as const,
      where: panel.title ?? '',
      sql: target.rawSql,
      format: target.format,
      dashboard: asked.dashboard,
      panel,
      dataSource: target.datasource?.uid,
      rangeAt: asked.rangeAt,
    }
    const { sql, range, fill } = expandQuery(query, { now, variables: asked.variables })
    const [statement] = await rawResults(client, await asked.around(sql), 'extended')
    const answer = readAnswer([statement], { format: target.format, range, fill, refId: target.refId })
    if (answer.kind === 'error') throw new Error(answer.error)
    found.push(answer.kind === 'frame' ? answer.frame : dataFrame([], { refId: target.refId }))
  }
  const { frames } = transform(found, panel.transformations ?? [])
  const fieldConfig = withPanelDefaults(panel.type, panel.fieldConfig)
  const range = asked.rangeAt(now)
  return {
    panel,
    fieldConfig,
    frames: shownFrames(frames, fieldConfig, 'light'),
    range: { from: range.from.getTime(), to: range.to.getTime() },
    zone: 'utc',
    theme: 'light',
    marks: [],
  }
}
