import { relationName } from '../sql/relation-name.ts'

/** Whether a table is one of Postgres itself, which every database has and nobody fills. */
export function isCatalog({ name }: { readonly name: string }): boolean {
  const { schema } = relationName(name)
  return schema === 'pg_catalog' || schema === 'information_schema'
}
