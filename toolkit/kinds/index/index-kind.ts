import type { Expression } from 'kysely'
import type { IndexKey } from '../../define/index-column.ts'
import type { SourceIndex } from '../../define/source-index.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import type { CreatedKind } from '../definition-kind.ts'
import type { DesiredObject } from '../desired-object.ts'
import type { ObjectKind } from '../object-kind.ts'
import { type DesiredIndex, desiredIndex, desiredIndexSchema } from './desired-index.ts'
import { sourceIndexStatements } from './index-sql.ts'

/** An index that the release adds to a table. */
export const indexDefinition: CreatedKind<SourceIndex> = {
  plural: 'indexes',
  rank: 1,
  usedAs: undefined,
  hasOwnNames: false,
  isUpkeep: false,
  isInSchema: false,
  isOpaque: false,
  reads: (index) => ({
    relations: [index.on.name],
    text: expressionsOf(index)
      .map((one) => compileQuery(one).sql)
      .join('\n'),
  }),
  moved: (index, to) =>
    to.has(index.on.name)
      ? {
          ...index,
          on: to.relation(index.on),
          columns: index.columns.map((column) => (isExpression(column) ? to.query(column) : column)),
          where: index.where && to.query(index.where),
        }
      : undefined,
  uses: ({ on }) => [{ relation: on.name, privilege: 'ownership' }],
  statements: sourceIndexStatements,
  desired: desiredIndex,
}

const expressionsOf = ({ columns, where }: SourceIndex): Expression<unknown>[] => [
  ...columns.filter(isExpression),
  ...(where ? [where] : []),
]

const isExpression = (column: IndexKey): column is Expression<unknown> =>
  typeof column === 'object' && 'toOperationNode' in column

export const indexKind: ObjectKind<DesiredIndex> = {
  schema: desiredIndexSchema,
  isShown: true,
  isOpaque: false,
  relations: () => [],
  text: ({ predicate = '' }) => ({ before: 'where ', sql: predicate, isQuery: true }),
  facts: (before, after) => [
    ...(before.on === after.on ? [] : [`table from ${before.on} to ${after.on}`]),
    ...(before.columns === after.columns ? [] : [`columns from ${before.columns} to ${after.columns}`]),
    ...(before.unique === after.unique ? [] : [after.unique ? 'becomes unique' : 'is no longer unique']),
  ],
}

/** Whether an object is an index. */
export const isIndex = (object: DesiredObject): object is DesiredIndex => object.kind === 'index'
