import * as v from 'valibot'
import type { DesiredByKind, DesiredObject, DesiredOf, ObjectKindName } from './desired-object.ts'
import { functionKind } from './function/function-kind.ts'
import { incrementalViewKind } from './incremental-view/incremental-view-kind.ts'
import { indexKind } from './index/index-kind.ts'
import { materializedViewKind } from './materialized-view/materialized-view-kind.ts'
import type { ObjectKind } from './object-kind.ts'
import { rollupKind } from './rollup/rollup-kind.ts'
import { schemaKind } from './schema/schema-kind.ts'
import { tableKind } from './table/table-kind.ts'
import { viewKind } from './view/view-kind.ts'
import { viewCopyKind } from './view-copy/view-copy-kind.ts'

const kinds: { readonly [K in ObjectKindName]: ObjectKind<DesiredByKind[K]> } = {
  schema: schemaKind,
  table: tableKind,
  rollup: rollupKind,
  index: indexKind,
  view: viewKind,
  'view copy': viewCopyKind,
  'materialized view': materializedViewKind,
  'incremental view': incrementalViewKind,
  function: functionKind,
}

/** An object of any kind where one was stored. */
export const desiredObjectSchema = v.lazy((input): v.GenericSchema<unknown, DesiredObject> => {
  const kind = typeof input === 'object' && input !== null && 'kind' in input ? input.kind : undefined
  return isKindName(kind) ? kinds[kind].schema : unknownKind
})

const unknownKind = v.never(`its kind should be one of ${Object.keys(kinds).join(', ')}`)

const isKindName = (kind: unknown): kind is ObjectKindName =>
  typeof kind === 'string' && Object.hasOwn(kinds, kind)

/** The kind of an object. */
export function objectKind<K extends ObjectKindName>(object: DesiredOf<K>): ObjectKind<DesiredByKind[K]> {
  return kinds[object.kind]
}

/** What changes in an object that stays of its kind, in words; beside its SQL and its descriptions. */
export function objectFacts<K extends ObjectKindName>(before: DesiredOf<K>, after: DesiredObject): string[] {
  return isOfKind(after, before.kind) ? kinds[before.kind].facts(before, after) : []
}

const isOfKind = <K extends ObjectKindName>(
  object: DesiredObject,
  kind: K,
): object is DesiredOf<K> & DesiredObject => object.kind === kind
