import type { GivenNames } from '../import/given-names.ts'
import type { ImportedTable } from '../import/imported.ts'
import { importLine, literal } from '../import/written-code.ts'
import { RelationName } from '../sql/relation-name.ts'
import type { FollowedTable } from './followed-table.ts'

/** How the parts of a new project are called. */
export interface FirstNames {
  /** The source. */
  readonly table: string
  readonly tableFile: string
  /** As queries write it. */
  readonly tableName: string
  readonly view: string
  readonly viewFile: string
  readonly viewName: string
  /** As people say it. */
  readonly noun: string
  /** The columns of the view. */
  readonly day: string
  readonly rows: string
}

/** The names of what shows a table first. */
export function firstNames({ table, time }: FollowedTable, names: GivenNames): FirstNames {
  const constant = names.constant(table.schema, table.name)
  const file = names.file(table.schema, table.name)
  const [ending, fileEnding] = time === undefined ? ['Total', 'total'] : ['PerDay', 'per-day']
  return {
    table: constant,
    tableFile: file,
    tableName: new RelationName(table.schema, table.name).written,
    view: `${constant}${ending}`,
    viewFile: `${file}-${fileEnding}`,
    viewName: `analytics.${`${file}-${fileEnding}`.replaceAll('-', '_').slice(-60)}`,
    noun: table.name.replace(/[_\s]+/g, ' '),
    day: free(table, 'day'),
    rows: free(table, 'rows'),
  }
}

/** GROUP BY takes a name for the column of the table, where it has one of that name. */
function free({ columns }: ImportedTable, name: string): string {
  let chosen = name
  while (columns.some((column) => column.name === chosen)) chosen += '_'
  return chosen
}

/** The file of the view: how many rows there are, for each day where they have one. */
export function firstViewFile({ time }: FollowedTable, names: FirstNames): string {
  const from = `rows(${names.table})`
  const count = `eb.fn.countAll().as(${literal(names.rows)})`
  const source = importLine([names.table], `../sources/${names.tableFile}.ts`)
  if (time === undefined)
    return `${importLine(['rows', 'view'], 'sightline')}${source}
export const ${names.view} = view(${literal(names.viewName)}, {
  description: ${literal(`How many rows ${names.noun} has.`)},
  grain: [],
  columns: { ${names.rows}: 'How many there are (count).' },
  query: ${from}
    .select((eb) => ${count}),
})
`
  const moment = momentCode(time.type, names.table, time.name)
  const day = `${time.type === 'date' ? moment : `utcDay(${moment})`}.as(${literal(names.day)})`
  const needed = ['rows', 'view', ...(time.type === 'date' ? [] : ['utcDay']), ...momentImports(time.type)]
  const where = time.notNull ? '' : `\n    .where(${literal(time.name)}, 'is not', null)`
  return `${importLine(needed, 'sightline')}${source}
export const ${names.view} = view(${literal(names.viewName)}, {
  description: ${literal(`Rows of ${names.noun} for each UTC day that has any, by ${time.name}.`)},
  grain: [${literal(names.day)}],
  columns: { ${names.day}: 'The UTC day.', ${names.rows}: 'How many there are (count).' },
  query: ${from}${where}
    .select((eb) => [${day}, ${count}])
    .groupBy(${literal(names.day)}),
})
`
}

/** The moment that a column says. */
export const momentCode = (type: string, table: string, column: string): string =>
  isWallClock(type) ? `momentOf(${table}, ${literal(column)})` : `eb.ref(${literal(column)})`

export const momentImports = (type: string): string[] => (isWallClock(type) ? ['momentOf'] : [])

const isWallClock = (type: string) => /^timestamp.*without time zone$/.test(type)
