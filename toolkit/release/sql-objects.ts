import type { SqlDefinition } from '../define/project.ts'
import { contentHash } from '../foundation/content-hash.ts'
import { compileQuery } from '../sql/compile-query.ts'
import { quoteIdentifier, splitName } from '../sql/identifier.ts'
import { deployOrder } from './deploy-order.ts'
import { functionStatements, type RefreshStep, refreshFunctionStatements } from './function-sql.ts'
import { sourceIndexStatements } from './index-sql.ts'
import type { ProjectIndex } from './project-index.ts'
import { RowVersions } from './row-versions.ts'
import { scheduleStatements } from './schedule-sql.ts'
import type { SqlObject } from './sql-object.ts'
import { tableStatements } from './table-sql.ts'
import { materializedViewStatements, viewStatements } from './view-sql.ts'

/** Everything that the project creates in the database, in deploy order. */
export function sqlObjects(index: ProjectIndex): SqlObject[] {
  const ordered = deployOrder(index)
  const objects = new Map<string, SqlObject>()
  for (const schema of schemasOf(ordered.map(({ definition }) => definition)))
    objects.set(`schema ${schema.name}`, schema)
  const versions = new RowVersions()
  for (const { definition, dependsOn } of ordered) {
    const below = dependsOn.map((name) => objects.get(name)?.hash ?? name)
    const stored =
      definition.kind === 'materialized view' ? versions.storage(definition, dependsOn) : undefined
    for (const copy of stored?.copies ?? []) objects.set(copy.name, copy)
    const statements = statementsOf(definition, stored, objects)
    versions.note(definition, dependsOn, statements)
    const hash = contentHash(JSON.stringify([statements, below]))
    const { kind, name } = definition
    const query = stored?.query ?? (kind === 'view' ? compileQuery(definition.query).sql : undefined)
    const storage = stored?.name
    const key = kind === 'schedule' ? `schedule ${name}` : name
    objects.set(key, { kind, name, statements, dependsOn, hash, storage, query, definition })
  }
  return [...objects.values()]
}

function statementsOf(
  definition: SqlDefinition,
  stored: { name: string; query: string } | undefined,
  objects: ReadonlyMap<string, SqlObject>,
): string[] {
  switch (definition.kind) {
    case 'table':
      return tableStatements(definition)
    case 'index':
      return sourceIndexStatements(definition)
    case 'view':
      return viewStatements(definition)
    case 'materialized view':
      return materializedViewStatements(definition, stored?.name ?? definition.name, stored?.query ?? '')
    case 'function':
      return functionStatements(definition)
    case 'refresh function':
      return refreshFunctionStatements(definition, refreshSteps(definition.views, objects))
    case 'schedule':
      return scheduleStatements(definition)
  }
}

/** The deploy order is also the order in which views must be refreshed. */
function refreshSteps(
  views: readonly { name: string }[],
  objects: ReadonlyMap<string, SqlObject>,
): RefreshStep[] {
  const wanted = new Set(views.map((view) => view.name))
  return [...objects.values()].flatMap(({ name, storage }) =>
    wanted.has(name) && storage !== undefined ? [{ view: name, storage }] : [],
  )
}

/** The schemas that the project's own objects live in; `public` is always there. */
function schemasOf(definitions: readonly SqlDefinition[]): SqlObject[] {
  const owned = definitions.filter(({ kind }) => kind !== 'index' && kind !== 'schedule')
  const names = new Set(owned.map(({ name }) => splitName(name).schema))
  names.delete('public')
  return [...names].sort().map((name) => {
    const statements = [`create schema if not exists ${quoteIdentifier(name)}`]
    const hash = contentHash(statements.join())
    return {
      kind: 'schema',
      name,
      statements,
      dependsOn: [],
      hash,
      storage: undefined,
      query: undefined,
      definition: undefined,
    }
  })
}
