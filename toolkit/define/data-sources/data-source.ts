import { rememberSite } from '../../foundation/definition-site.ts'
import type { Column } from '../columns/column.ts'
import type { InDatabase, OtherDatabase, OtherDataSourceOptions } from '../data-source.ts'
import { type DefinitionProblem, refuseIf } from '../refuse-definition.ts'
import { type Columns, type OtherSourceOptions, type Source, sourceIn } from '../source.ts'
import type { WrittenName } from '../written-name.ts'

/** Another Postgres database, whose tables are sources like any other. */
export interface DatabaseWithSources<Name extends string> extends OtherDatabase<Name> {
  /** Declares a table of it that the project reads. */
  source<const Table extends string, C extends Columns>(
    name: Table,
    options: OtherSourceOptions<C>,
  ): Source<
    WrittenName<Table>,
    { [K in keyof C & string]: [K, C[K] extends Column<infer V> ? V : never] }[keyof C & string]
  > &
    InDatabase<Name>
}

/**
 * Another Postgres database that panels, variables, annotations and alert rules read, through a data source of its own.
 *
 * @example
 * export const warehouse = dataSource('warehouse')
 * export const invoices = warehouse.source('finance.invoices', { description: '…', columns: { amount: numeric(10, 2) } })
 */
export function dataSource<const Name extends string>(
  name: Name,
  options: OtherDataSourceOptions = {},
): DatabaseWithSources<Name> {
  const database = rememberSite({ kind: 'data source' as const, name, options }, dataSource)
  refuseIf('invalid-name', nameProblem(name), database)
  return {
    ...database,
    source: function source(table, declared) {
      return sourceIn(database, table, declared, source)
    },
  }
}

/** What variables of the environment are called after already. */
const taken: ReadonlySet<string> = new Set(['postgres', 'replica', 'grafana', 'reader'])

/** The variables of the environment are called after it. */
function nameProblem(name: string): DefinitionProblem | undefined {
  if (/^[a-z][a-z0-9_]*$/.test(name) && !taken.has(name)) return undefined
  return {
    what: 'cannot have this name, after which variables like SIGHTLINE_WAREHOUSE_HOST are called',
    value: name,
    next: `Use small letters, digits and \`_\`, and none of ${[...taken].join(', ')}.`,
  }
}
