import type { SqlDefinition } from '../../define/project.ts'
import type { Table } from '../../define/source.ts'
import type { CreatedKind } from '../definition-kind.ts'
import type { DesiredObject } from '../desired-object.ts'
import type { ObjectKind } from '../object-kind.ts'
import { relationComments } from '../relation-comments.ts'
import { columnFacts } from './column-facts.ts'
import { type DesiredTable, desiredTable, desiredTableSchema } from './desired-table.ts'
import { alone, keysThatWaited, ownTableStatements, partitionFacts } from './own-table.ts'
import { foreignKeysOf } from './table-sql.ts'

const asDesired = (table: Table): DesiredTable => desiredTable(table, alone(table.name))

const isTableDefinition = (definition: SqlDefinition): definition is Table => definition.kind === 'table'

/** A table that the release creates, and whose rows survive every deploy. */
export const tableDefinition: CreatedKind<Table> = {
  plural: 'tables',
  rank: 0,
  usedAs: 'relation',
  hasOwnNames: false,
  isUpkeep: false,
  isInSchema: true,
  isOpaque: false,
  reads: ({ columns }) => ({
    relations: [],
    text: Object.values(columns)
      .flatMap(({ shape }) => [shape.default ?? [], shape.generatedAs ?? [], shape.check ?? []].flat())
      .join('\n'),
  }),
  moved: (table, to) => ({
    ...table,
    name: to.name(table.name),
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => {
        const { references } = column.shape
        if (!references || !to.has(references.table)) return [name, column]
        return [name, column.references(to.name(references.table), references.columns[0])]
      }),
    ),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, references: to.name(key.references) })),
  }),
  uses: (table) =>
    foreignKeysOf(table).map(({ references }) => ({ relation: references, privilege: 'REFERENCES' })),
  statements: (table, { earlier, later }) => [
    ...ownTableStatements(asDesired(table), (name) => later.some((one) => one.name === name)),
    ...keysThatWaited(earlier.filter(isTableDefinition).map(asDesired), asDesired(table)),
    ...relationComments('table', table.name, table.description, {}),
  ],
  desired: desiredTable,
}

export const tableKind: ObjectKind<DesiredTable> = {
  schema: desiredTableSchema,
  isShown: true,
  isOpaque: false,
  relations: ({ name }) => [{ name, query: undefined, shownAs: name }],
  text: () => ({ sql: '', isQuery: false }),
  facts: (before, after) => [...columnFacts(before, after), ...partitionFacts(before, after)],
}

/** Whether what is called so is a table of ours. */
export const isTableKind = (kind: string): boolean => kind === 'table'

/** Whether an object is a table. */
export const isTable = (object: DesiredObject): object is DesiredTable => object.kind === 'table'
