import type { ClientBase } from 'pg'
import { SightlineError } from '../../foundation/sightline-error.ts'
import type { DesiredObject } from '../../kinds/desired-object.ts'
import { indexExpressions } from '../../kinds/index/index-expressions.ts'
import { isIndex } from '../../kinds/index/index-kind.ts'
import { objectKind } from '../../kinds/object-kinds.ts'
import type { DesiredState } from '../../release/desired-state.ts'
import { quoteIdentifier } from '../../sql/identifier.ts'
import { relationName } from '../../sql/relation-name.ts'
import { type AskedText, namedSchemas } from '../shadow/named-schemas.ts'
import { askedBy } from './asked-by.ts'
import type { PlanOptions } from './planner.ts'

interface UsageOptions extends Pick<Required<PlanOptions>, 'placeOf'> {
  /** Queries that Postgres has forbidden. */
  readonly forbidden?: ReadonlySet<string>
}

/**
 * Refuses a role that may not look up what the release names: Postgres would only say so of the first one. What it looks
 * up by a literal is known once it has forbidden a query.
 */
export async function requireUsage(
  client: ClientBase,
  { sources, objects, queries }: DesiredState,
  { placeOf, forbidden = new Set() }: UsageOptions,
): Promise<void> {
  const { rows } = await client.query<{ schema: string; user: string }>(
    `select nspname::text as schema, current_user::text as user from pg_namespace
     where nspname !~ '^pg_' and not has_schema_privilege(oid, 'usage')`,
  )
  const closed = new Set(rows.map(({ schema }) => schema))
  const asked = queries.map(
    ({ where, sql }): AskedText => ({ sql, where: [where], isForbidden: forbidden.has(where) }),
  )
  const defined = [
    ...sources.map(({ name }): AskedText => ({ sql: relationName(name).sql, where: [`the source ${name}`] })),
    ...objects.map((object): AskedText => {
      return { sql: textOf(object), where: [`the ${object.kind} ${object.name}`] }
    }),
  ]
  const named = await namedSchemas(client, closed, [...asked, ...defined])
  if (named.length === 0) return
  const forReader = new Set((await namedSchemas(client, closed, asked)).map(({ schema }) => schema))
  const user = rows[0]?.user ?? ''
  const grants = named.map(({ schema }) => {
    const option = forReader.has(schema) ? ' WITH GRANT OPTION' : ''
    return `GRANT USAGE ON SCHEMA ${quoteIdentifier(schema)} TO ${quoteIdentifier(user)}${option}`
  })
  throw new SightlineError({
    code: 'missing-read-privilege',
    what: `The role ${user} may not use ${named.length === 1 ? 'a schema' : 'schemas'} that the release needs; nothing was changed.`,
    value: named.map(({ schema, where }) => `the schema ${schema}${askedBy(where, placeOf)}`).join(', '),
    next: `Run: ${grants.join('; ')}`,
  })
}

/** What an object is made of; what is said of an index is its condition alone. */
const textOf = (object: DesiredObject): string =>
  isIndex(object) ? indexExpressions(object).join(', ') : objectKind(object).text(object).sql
