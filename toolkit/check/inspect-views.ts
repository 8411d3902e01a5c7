import type { ClientBase } from 'pg'
import { SightlineError } from '../foundation/sightline-error.ts'
import { isView, type ViewDefinition } from '../kinds/is-view.ts'
import { place } from '../release/project-index.ts'
import type { Release } from '../release/release.ts'
import { quoteIdentifier } from '../sql/identifier.ts'
import { RelationName, relationName } from '../sql/relation-name.ts'
import type { CheckedGrain, StoredView } from './rule.ts'

/** Counts the rows of every view against its grain; a view without grain must have one row. */
export async function checkGrains(client: ClientBase, { sqlObjects }: Release): Promise<CheckedGrain[]> {
  const checked: CheckedGrain[] = []
  for (const { definition } of sqlObjects) {
    if (definition && isView(definition)) {
      checked.push(await checkGrain(client, definition))
    }
  }
  return checked
}

async function checkGrain(client: ClientBase, view: ViewDefinition): Promise<CheckedGrain> {
  const { name, grain } = view
  const groups = grain.length > 0 ? `group by ${grain.map(quoteIdentifier).join(', ')}` : ''
  const counting = client.query<{ duplicates: number }>(
    `select count(*)::int as duplicates from (select from ${relationName(name).sql} ${groups} having count(*) > 1) as repeated`,
  )
  const { rows } = await counting.catch((cause: unknown) => {
    throw new SightlineError(
      {
        code: 'grain-not-countable',
        what: `The rows of ${name} cannot be counted by its grain: ${cause instanceof Error ? cause.message : cause}.`,
        value: `grain: ${grain.join(', ')}`,
        ...place(view),
        next: 'Name columns of the view in `grain`.',
      },
      { cause },
    )
  })
  return { view: name, grain, duplicates: rows[0]?.duplicates ?? 0 }
}

/** What Postgres says of the materialized views in the schemas of the release. */
export async function inspectStoredViews(client: ClientBase, { sqlObjects }: Release): Promise<StoredView[]> {
  const schemas = [...new Set(sqlObjects.map(({ name }) => relationName(name).schema))]
  const { rows } = await client.query<{ schema: string; name: string; unique: boolean }>(
    `select n.nspname::text as schema, c.relname::text as name, exists (
       select from pg_index i
       where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
     ) as "unique"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'm' and n.nspname = any($1)
     order by 1, 2`,
    [schemas],
  )
  const viewByStorage = new Map(sqlObjects.map(({ storage, name }) => [storage ?? name, name]))
  return rows.map(({ schema, name, unique }) => {
    const { written } = new RelationName(schema, name)
    return { view: viewByStorage.get(written) ?? written, hasUniqueIndex: unique }
  })
}
