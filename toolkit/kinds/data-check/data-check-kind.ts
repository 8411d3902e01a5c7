import type { DataCheck } from '../../define/data-check.ts'
import type { Definition } from '../../define/project.ts'
import { compileQuery } from '../../sql/compile-query.ts'
import type { DefinitionKind } from '../definition-kind.ts'

/** A query that is run, and of which nothing is created. */
export const dataCheckKind: DefinitionKind<DataCheck> = {
  plural: 'data checks',
  usedAs: undefined,
  hasOwnNames: true,
  isUpkeep: true,
  moved: (check, to) => ({ ...check, query: to.query(check.query) }),
  reads: ({ query }) => ({ relations: compileQuery(query).relations, text: '' }),
}

/** Whether a definition is of a data check. */
export const isDataCheck = (definition: Pick<Definition, 'kind'>): definition is DataCheck =>
  definition.kind === 'data check'
