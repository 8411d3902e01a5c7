import type { Definition, SqlDefinition } from '../define/project.ts'
import { dataCheckKind } from './data-check/data-check-kind.ts'
import type { CreatedKind, DatabaseDefinition, DefinitionKind } from './definition-kind.ts'
import { functionDefinition } from './function/function-kind.ts'
import { incrementalViewDefinition } from './incremental-view/incremental-view-kind.ts'
import { indexDefinition } from './index/index-kind.ts'
import { materializedViewDefinition } from './materialized-view/materialized-view-kind.ts'
import { refreshFunctionDefinition } from './refresh-function/refresh-function-kind.ts'
import { rollupDefinition } from './rollup/rollup-kind.ts'
import { scheduleDefinition } from './schedule/schedule-kind.ts'
import { sourceKind } from './source/source-kind.ts'
import { tableDefinition } from './table/table-kind.ts'
import { viewDefinition } from './view/view-kind.ts'

type CreatedName = SqlDefinition['kind']
type ByKind = { readonly [D in DatabaseDefinition as D['kind']]: D }

/** Written so that the compiler sees which kind a definition is of. */
type CreatedOf<K extends CreatedName = CreatedName> = {
  [P in K]: ByKind[P] & { readonly kind: P }
}[K]
type DatabaseOf<K extends keyof ByKind = keyof ByKind> = {
  [P in K]: ByKind[P] & { readonly kind: P }
}[K]

const created: { readonly [K in CreatedName]: CreatedKind<ByKind[K]> } = {
  table: tableDefinition,
  rollup: rollupDefinition,
  index: indexDefinition,
  view: viewDefinition,
  'materialized view': materializedViewDefinition,
  'incremental view': incrementalViewDefinition,
  function: functionDefinition,
  'refresh function': refreshFunctionDefinition,
  schedule: scheduleDefinition,
}

const all: { readonly [K in keyof ByKind]: DefinitionKind<ByKind[K]> } = {
  source: sourceKind,
  ...created,
  'data check': dataCheckKind,
}

/** The kind of a definition of which a release creates something. */
export function createdKind<K extends CreatedName>(definition: CreatedOf<K>): CreatedKind<ByKind[K]> {
  return created[definition.kind]
}

/** The kind of a definition of the database. */
export function definitionKind<K extends keyof ByKind>(definition: DatabaseOf<K>): DefinitionKind<ByKind[K]> {
  return all[definition.kind]
}

/** Whether a release creates something of a definition. */
export const isCreated = (definition: Pick<Definition, 'kind'>): definition is SqlDefinition =>
  definition.kind in created

/** Whether a text is the name of a kind of definitions of the database. */
export const isKindOfDatabase = (kind: string): kind is keyof ByKind => kind in all

/** Whether what is called so only keeps up or looks after what it reads. */
export const isUpkeep = (kind: string): boolean => isKindOfDatabase(kind) && all[kind].isUpkeep

/** More than one of what is called so, in a sentence. */
export const pluralOf = (kind: string): string => (isKindOfDatabase(kind) ? all[kind].plural : `${kind}s`)

/** Whether a definition is one of the database. */
export const isOfDatabase = (definition: Pick<Definition, 'kind'>): definition is DatabaseDefinition =>
  definition.kind in all
