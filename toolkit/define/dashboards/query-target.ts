import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import { compileQuery } from '../../sql/compile-query.ts'
import { givenRelations, type Named } from '../../sql/given-relations.ts'
import type { Query } from '../query.ts'

export type QueryFormat = 'table' | 'time_series'

const relationsKey: unique symbol = Symbol('relations')
const queryKey: unique symbol = Symbol('query')

/** A data source as panels and queries name it. */
export interface DataSourceRef {
  readonly type: string
  readonly uid: string
}

/** A query of Grafana's Postgres data source, as it stands in a panel or a rule. */
export interface PostgresTarget extends Dataquery {
  readonly refId: string
  readonly rawSql: string
  readonly format: QueryFormat
  readonly rawQuery: true
  readonly editorMode: 'code'
  readonly datasource?: DataSourceRef
  /** What the query selects from; not known of a handwritten target, and never written out. */
  readonly [relationsKey]?: ReadonlySet<string>
  /** What it was made of. */
  readonly [queryKey]?: Query
}

/**
 * A query as a target for any panel builder of the foundation SDK; the release fills in the data source.
 *
 * @example new BarChart.PanelBuilder().withTarget(queryTarget(rows(videos).select('views')))
 */
export function queryTarget(
  query: Query,
  format: QueryFormat = 'table',
  refId = 'A',
): Builder<PostgresTarget> {
  return {
    build: () => {
      const { sql: rawSql, relations } = compileQuery(query)
      return {
        refId,
        rawSql,
        format,
        rawQuery: true,
        editorMode: 'code',
        [relationsKey]: relations,
        [queryKey]: query,
        _implementsDataqueryVariant,
      }
    },
  }
}

const _implementsDataqueryVariant = (): void => {}

/** A target with the project's data source, unless it has one of its own. */
export function completeTarget(target: PostgresTarget, datasource: DataSourceRef): PostgresTarget {
  const relations = target[relationsKey]
  if (target.datasource || !relations) return { datasource, ...target }
  const { refId, rawSql, format } = target
  return {
    refId,
    rawSql,
    format,
    rawQuery: true,
    editorMode: 'code',
    datasource,
    [relationsKey]: relations,
    _implementsDataqueryVariant,
  }
}

/** The relations that a target of ours selects from; none are known for a handwritten one. */
export function relationsOfTarget(target: object): ReadonlySet<string> {
  return (isPostgresTarget(target) ? target[relationsKey] : undefined) ?? noRelations
}

const noRelations: ReadonlySet<string> = new Set()

/** The definitions that a target of ours was given; none are known for a handwritten one. */
export function givenToTarget(target: object): ReadonlySet<Named> {
  const query = isPostgresTarget(target) ? target[queryKey] : undefined
  return query ? givenRelations(query.toOperationNode()) : new Set()
}

/** Whether a target of a built panel is one of ours. */
export function isPostgresTarget(target: object): target is PostgresTarget {
  return 'rawSql' in target && typeof target.rawSql === 'string'
}
