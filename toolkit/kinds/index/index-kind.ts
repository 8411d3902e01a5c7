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
  reads: ({ on, where }) => ({
    relations: [on.name],
    text: where === undefined ? '' : compileQuery(where).sql,
  }),
  moved: (index, to) =>
    to.has(index.on.name)
      ? { ...index, on: to.relation(index.on), where: index.where && to.query(index.where) }
      : undefined,
  uses: ({ on }) => [{ relation: on.name, privilege: 'ownership' }],
  statements: sourceIndexStatements,
  desired: desiredIndex,
}

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
