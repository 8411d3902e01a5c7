import type { Imported, ImportedColumn, ImportedTable } from '../import/imported.ts'

/** The table that a new project shows first, and the column that says when a row came to be. */
export interface FollowedTable {
  readonly table: ImportedTable
  readonly time: ImportedColumn | undefined
}

/** The table that is followed best: the largest with a time that every row has, else with a time, else the largest. */
export function followedTable({ tables }: Imported): FollowedTable | undefined {
  const all = tables.map((table) => ({ table, time: timeOf(table) }))
  const [best] = all.sort((a, b) => worth(b) - worth(a) || b.table.rows - a.table.rows)
  return best
}

const worth = ({ time }: FollowedTable): number => (time === undefined ? 0 : time.notNull ? 2 : 1)

/** When a row was changed says less of it than when it came to be. */
function timeOf({ columns }: ImportedTable): ImportedColumn | undefined {
  const times = columns.filter(
    ({ type, named, name }) =>
      named === null && /^(timestamp|date)/.test(type) && !type.endsWith('[]') && !/birth/i.test(name),
  )
  const isPlain = ({ name }: ImportedColumn) => !/updat|modif|delet|chang/i.test(name)
  return (
    times.find((column) => column.notNull && isPlain(column)) ??
    times.find(isPlain) ??
    times.find(({ notNull }) => notNull) ??
    times[0]
  )
}

/** What a project starts with where no database is named. */
export const exampleTables: Imported = {
  format: 1,
  schemas: [],
  chosenTables: [],
  timeZone: 'UTC',
  types: [],
  tables: [
    {
      schema: 'public',
      name: 'orders',
      comment: 'What was ordered: an example, until your own tables stand here.',
      rows: 720,
      primaryKey: ['order_id'],
      unique: [],
      foreignKeys: [],
      checks: [],
      columns: [
        exampleColumn('order_id', 'bigint', null),
        exampleColumn('country', 'text', { distinct: 12 }),
        exampleColumn('amount', 'numeric(10,2)', { from: '5', to: '250' }),
        exampleColumn('placed_at', 'timestamp with time zone', null),
      ],
    },
  ],
}

function exampleColumn(
  name: string,
  type: string,
  known: { readonly distinct?: number; readonly from?: string; readonly to?: string } | null,
): ImportedColumn {
  const { distinct = -1, from = null, to = null } = known ?? {}
  const statistics = { nullShare: 0, distinct, width: 8, from, to, trueShare: null }
  const common = { named: null, notNull: true, default: null, generated: null, comment: null }
  return { name, type, identity: '', ...common, statistics: known === null ? null : statistics }
}
