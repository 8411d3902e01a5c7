import type { SqlFunction } from '../../define/sql-function.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import type { CreatedKind } from '../definition-kind.ts'
import type { DesiredObject } from '../desired-object.ts'
import type { ObjectKind } from '../object-kind.ts'
import { createFunction } from './create-function.ts'
import { type DesiredFunction, desiredFunctionSchema } from './desired-function.ts'

/** A function. */
export const functionDefinition: CreatedKind<SqlFunction> = {
  plural: 'functions',
  rank: 3,
  usedAs: 'function',
  hasOwnNames: false,
  isUpkeep: false,
  isInSchema: true,
  isOpaque: true,
  reads: ({ body }) => ({ relations: [], text: compileQuery(body).sql }),
  moved: (definition, to) => ({
    ...definition,
    name: to.name(definition.name),
    parameters: to.text(definition.parameters),
    returns: to.text(definition.returns),
    body: to.query(definition.body),
  }),
  uses: () => [],
  statements: (definition) => createFunction({ ...definition, body: compileQuery(definition.body).sql }),
  desired: ({ description }, common, _, [create = '']) => ({
    kind: 'function',
    ...common,
    description,
    create,
  }),
}

export const functionKind: ObjectKind<DesiredFunction> = {
  schema: desiredFunctionSchema,
  isShown: true,
  isOpaque: true,
  relations: () => [],
  text: ({ create }) => ({ sql: create, isQuery: false }),
  facts: () => [],
}

/** Whether an object is a function. */
export const isFunction = (object: DesiredObject): object is DesiredFunction => object.kind === 'function'
