import type { DesiredIndex } from '../../../kinds/index/desired-index.ts'
import { derivedName } from '../../../sql/derived-name.ts'
import { RelationName, relationName } from '../../../sql/relation-name.ts'

/** The names of an index, and of those that stand beside it while it is built anew. */
export function indexNames({ name, on }: Pick<DesiredIndex, 'name' | 'on'>) {
  const own = new RelationName(relationName(on).schema, name)
  return { own, fresh: own.with({ suffix: '__new' }), old: own.with({ suffix: '__old' }) }
}

/** The same, where the schema is not known. */
export function plainIndexNames(name: string): string[] {
  return [name, ...['__new', '__old'].map((suffix) => derivedName(name, { suffix }))]
}
