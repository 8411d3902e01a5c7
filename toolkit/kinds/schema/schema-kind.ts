import { contentHash } from '../../foundation/content-hash.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import type { ObjectKind } from '../object-kind.ts'
import { type DesiredSchema, desiredSchemaSchema } from './desired-schema.ts'

/** A schema of a project's own objects; no definition names it. */
export const schemaKind: ObjectKind<DesiredSchema> = {
  schema: desiredSchemaSchema,
  isShown: false,
  isOpaque: false,
  relations: () => [],
  text: () => ({ sql: '', isQuery: false }),
  facts: () => [],
}

/** CREATE SCHEMA. */
export const createSchemaSql = (name: string): string =>
  `create schema if not exists ${quoteIdentifier(name)}`

/** What a release creates for a schema. */
export function schemaObject(name: string) {
  const statements = [createSchemaSql(name)]
  return { kind: 'schema' as const, name, statements, dependsOn: [], hash: contentHash(statements.join()) }
}
