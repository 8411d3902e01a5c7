import type { SqlDefinition } from '../define/project.ts'
import { contentHash } from '../foundation/content-hash.ts'
import type { StoredRows } from '../kinds/definition-kind.ts'
import { createdKind } from '../kinds/definition-kinds.ts'
import { hasStoredRows } from '../kinds/has-stored-rows.ts'
import { schemaObject } from '../kinds/schema/schema-kind.ts'
import { relationName } from '../sql/relation-name.ts'
import { definitionKey, deployOrder } from './deploy-order.ts'
import type { ProjectIndex } from './project-index.ts'
import { RowVersions } from './row-versions.ts'
import type { SqlObject } from './sql-object.ts'

const nowhere: StoredRows = { name: '', query: '', below: new Map() }

/** Everything that the project creates in the database, in deploy order. */
export function sqlObjects(index: ProjectIndex): SqlObject[] {
  const ordered = deployOrder(index)
  const definitions = ordered.map(({ definition }) => definition)
  const objects = new Map<string, SqlObject>()
  for (const name of schemasOf(definitions))
    objects.set(`schema ${name}`, {
      ...schemaObject(name),
      storage: undefined,
      query: undefined,
      definition: undefined,
    })
  /** The deploy order is also the order in which views must be refreshed. */
  const storagesOf = (views: readonly string[]) =>
    [...objects.values()].flatMap(({ name, storage }) =>
      views.includes(name) && storage !== undefined ? [{ view: name, storage }] : [],
    )
  const versions = new RowVersions()
  for (const [position, { definition, dependsOn }] of ordered.entries()) {
    const below = dependsOn.map((name) => objects.get(name)?.hash ?? name)
    const rows = hasStoredRows(definition) ? versions.storage(definition, dependsOn) : undefined
    for (const copy of rows?.copies ?? []) objects.set(copy.name, copy)
    const [earlier, later] = [definitions.slice(0, position), definitions.slice(position + 1)]
    const context = { rows: rows ?? nowhere, earlier, later, storagesOf }
    const statements = createdKind(definition).statements(definition, context)
    versions.note(definition, dependsOn, statements)
    const { kind, name } = definition
    objects.set(definitionKey(definition), {
      kind,
      name,
      statements,
      dependsOn,
      hash: contentHash(JSON.stringify([statements, below])),
      storage: rows?.name,
      query: rows?.query,
      ...(rows && { below: rows.below }),
      definition,
    })
  }
  return [...objects.values()]
}

/** The schemas that the project's own objects live in; `public` is always there. */
function schemasOf(definitions: readonly SqlDefinition[]): string[] {
  const owned = definitions.filter((definition) => createdKind(definition).isInSchema)
  const names = new Set(owned.map(({ name }) => relationName(name).schema))
  names.delete('public')
  return [...names].sort()
}
