import { isPostgresTarget } from '../../define/dashboards/query-target.ts'
import type { Field } from '../../query/run-query.ts'
import type { CheckContext, CheckedQuery } from '../rule.ts'
import { type PlacedPanel, placedPanels } from './placed-panels.ts'

/** A panel beside its queries and the fields that they returned. */
export interface PanelResult extends PlacedPanel {
  readonly queries: readonly CheckedQuery[]
  /** The fields of all its queries; undefined where one failed, or is not a query of Postgres. */
  readonly fields: readonly Field[] | undefined
}

/** Every panel that has a query, beside what its queries returned. */
export function panelResults({ release, queries }: CheckContext): PanelResult[] {
  return placedPanels(release).flatMap((placed) => {
    const own = queries.filter(({ query }) => query.panel === placed.panel)
    if (!placed.panel.targets?.length) return []
    const complete = placed.panel.targets.every(isPostgresTarget)
    return [{ ...placed, queries: own, fields: complete ? fieldsOf(own) : undefined }]
  })
}

function fieldsOf(queries: readonly CheckedQuery[]): Field[] | undefined {
  const fields: Field[] = []
  for (const { result } of queries) {
    if (!result.ok) return undefined
    fields.push(...result.fields)
  }
  return queries.length > 0 ? fields : undefined
}
